//! A picture in at most 256 colours. Pure.

use std::collections::BTreeMap;

/// As many colours as one byte can name.
const MOST: usize = 256;

/// A picture that names its colours.
pub struct Painted {
    pub colours: Vec<[u8; 3]>,
    /// For each pixel its colour's place among them.
    pub pixels: Vec<u8>,
}

/// Puts like colours together until 256 are left; a picture that has no more stays as it is.
pub fn reduce(pixels: &[[u8; 3]]) -> Painted {
    let mut counts = BTreeMap::new();
    for pixel in pixels {
        *counts.entry(*pixel).or_insert(0_u32) += 1;
    }
    let mut clusters = vec![Cluster::new(counts.into_iter().collect())];
    while clusters.len() < MOST {
        // The one whose colours are farthest from their mean, all pixels together.
        let Some((worst, cluster)) = clusters
            .iter()
            .enumerate()
            .max_by(|(_, a), (_, b)| a.error.total_cmp(&b.error))
        else {
            break;
        };
        if cluster.colours.len() < 2 {
            break;
        }
        let (near, far) = clusters.swap_remove(worst).split();
        clusters.extend([near, far]);
    }
    let mut places = BTreeMap::new();
    for (place, cluster) in (0..=u8::MAX).zip(&clusters) {
        places.extend(cluster.colours.iter().map(|(colour, _)| (*colour, place)));
    }
    Painted {
        colours: clusters.iter().map(Cluster::colour).collect(),
        pixels: pixels.iter().map(|pixel| places[pixel]).collect(),
    }
}

/// Colours that become one.
struct Cluster {
    /// Each with how many pixels have it.
    colours: Vec<([u8; 3], u32)>,
    mean: [f64; 3],
    /// How far the pixels are from the mean: the sum of the squares, for each of red, green and blue.
    spread: [f64; 3],
    error: f64,
}

impl Cluster {
    fn new(colours: Vec<([u8; 3], u32)>) -> Self {
        let all: f64 = colours.iter().map(|(_, count)| f64::from(*count)).sum();
        let over = |value: &dyn Fn(&[u8; 3]) -> f64| -> f64 {
            colours
                .iter()
                .map(|(colour, count)| value(colour) * f64::from(*count))
                .sum()
        };
        let channels = [0, 1, 2];
        let mean = channels.map(|n| over(&|colour| f64::from(colour[n])) / all.max(1.0));
        let spread = channels.map(|n| over(&|colour| (f64::from(colour[n]) - mean[n]).powi(2)));
        Self {
            error: spread.iter().sum(),
            colours,
            mean,
            spread,
        }
    }

    /// In two, where the colours differ most. Both have some where there are two at least.
    fn split(self) -> (Self, Self) {
        let widest = (0..3)
            .max_by(|a, b| self.spread[*a].total_cmp(&self.spread[*b]))
            .unwrap_or_default();
        let mean = self.mean[widest];
        let (near, far) = self
            .colours
            .into_iter()
            .partition(|(colour, _)| f64::from(colour[widest]) <= mean);
        (Self::new(near), Self::new(far))
    }

    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a mean of bytes is a byte"
    )]
    fn colour(&self) -> [u8; 3] {
        self.mean.map(|channel| channel.round() as u8)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(painted: &Painted) -> Vec<[u8; 3]> {
        let colour = |place: &u8| painted.colours[usize::from(*place)];
        painted.pixels.iter().map(colour).collect()
    }

    #[test]
    fn few_colours_stay_as_they_are() {
        let pixels: Vec<[u8; 3]> = (0..=255).map(|n| [n, 255 - n, n / 3]).collect();
        assert_eq!(shown(&reduce(&pixels)), pixels);
        assert_eq!(shown(&reduce(&[[7; 3]; 4])), [[7; 3]; 4]);
        assert!(reduce(&[]).pixels.is_empty());
    }

    #[test]
    fn many_colours_become_near_ones() {
        let ramp = |n: u32| u8::try_from(n * 5).unwrap_or(u8::MAX);
        let pixels: Vec<[u8; 3]> = (0..50 * 50)
            .map(|n| [ramp(n % 50), ramp(n / 50), 40])
            .collect();
        let painted = reduce(&pixels);
        assert_eq!(painted.colours.len(), MOST);
        for (shown, wanted) in shown(&painted).iter().zip(&pixels) {
            for (shown, wanted) in shown.iter().zip(wanted) {
                assert!(shown.abs_diff(*wanted) <= 16, "{shown} for {wanted}");
            }
        }
    }
}
