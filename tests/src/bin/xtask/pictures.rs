//! The pictures of the README and of the guide: parts of the screenshots that the tests leave in `target/screenshots`.
//!
//! Must not know what a picture shows: it is a rectangle of a screen.

mod palette;

use std::fs::{self, File};
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use haggle_tests::haggle::project;

/// What the pictures are called in the documents, each with the screenshot that it is cut from: `support::shot(…)` in
/// `tests/tests` names those.
const PICTURES: [Part; 18] = [
    part("check", "check", (1010, 700), (305, 165)),
    part("list", "list", (1010, 700), (305, 165)),
    part("guide/welcome", "welcome", (564, 696), (519, 110)),
    part("guide/lesson", "lesson-begun", (964, 668), (323, 176)),
    part("guide/price", "lesson-filter", (422, 212), (762, 216)),
    part("guide/filters", "full-screen", (422, 276), (581, 246)),
    part("guide/listings", "lesson-filter", (422, 236), (762, 588)),
    part(
        "guide/nothing-found",
        "nothing-found",
        (422, 542),
        (369, 214),
    ),
    part("guide/choice", "list-choice", (422, 369), (369, 346)),
    part("guide/listed", "listed", (422, 56), (844, 214)),
    part(
        "guide/listed-already",
        "list-listed-already",
        (422, 446),
        (674, 380),
    ),
    part("guide/my-listings", "my-listings", (984, 312), (309, 138)),
    part("guide/watch", "watch-form", (422, 245), (369, 566)),
    part("guide/watch-hit", "watch-hit", (422, 94), (844, 214)),
    part("guide/currency", "currency", (422, 436), (844, 214)),
    part("guide/settings", "settings", (644, 470), (479, 120)),
    part("guide/check-text", "pasted", (504, 596), (549, 68)),
    part("guide/chord-taken", "chord-taken", (422, 104), (844, 214)),
];

/// A part of a screenshot.
struct Part {
    /// In `tests/screenshots`, without `.png`.
    name: &'static str,
    /// In `target/screenshots`, without `.png`.
    shot: &'static str,
    width: usize,
    height: usize,
    x: usize,
    y: usize,
}

const fn part(
    name: &'static str,
    shot: &'static str,
    (width, height): (usize, usize),
    (x, y): (usize, usize),
) -> Part {
    Part {
        name,
        shot,
        width,
        height,
        x,
        y,
    }
}

/// Cuts the pictures of these names anew; all of them where none is named.
pub fn run(names: &[&str]) -> Result<()> {
    for name in names {
        let known = PICTURES.iter().any(|part| part.name == *name);
        ensure!(known, "there is no picture {name}");
    }
    let wanted = |part: &&Part| names.is_empty() || names.contains(&part.name);
    for part in PICTURES.iter().filter(wanted) {
        let shot = project()
            .join("target/screenshots")
            .join(part.shot)
            .with_extension("png");
        let screen = read(&shot)
            .with_context(|| format!("{}: `cargo xtask test` leaves it there", shot.display()))?;
        let cut = screen.cut(part).with_context(|| part.name)?;
        let bytes = write(&cut, &kept(part))?;
        eprintln!("{:>4} KB  {}", bytes.div_ceil(1024), part.name);
    }
    Ok(())
}

fn kept(part: &Part) -> PathBuf {
    project()
        .join("tests/screenshots")
        .join(part.name)
        .with_extension("png")
}

/// Rows of red, green, blue.
struct Pixels {
    width: usize,
    rows: Vec<[u8; 3]>,
}

impl Pixels {
    fn cut(&self, part: &Part) -> Result<Self> {
        let height = self.rows.len() / self.width.max(1);
        ensure!(
            part.x + part.width <= self.width && part.y + part.height <= height,
            "the screenshot {} is only {} × {height}",
            part.shot,
            self.width
        );
        let rows = self
            .rows
            .chunks_exact(self.width)
            .skip(part.y)
            .take(part.height)
            .flat_map(|row| &row[part.x..part.x + part.width])
            .copied()
            .collect();
        Ok(Self {
            width: part.width,
            rows,
        })
    }
}

fn read(path: &Path) -> Result<Pixels> {
    let mut reader = png::Decoder::new(File::open(path)?).read_info()?;
    let mut bytes = vec![0; reader.output_buffer_size()];
    let frame = reader.next_frame(&mut bytes)?;
    ensure!(
        (frame.color_type, frame.bit_depth) == (png::ColorType::Rgb, png::BitDepth::Eight),
        "it is no screenshot of the tests"
    );
    let rows = bytes[..frame.buffer_size()]
        .chunks_exact(3)
        .map(|pixel| [pixel[0], pixel[1], pixel[2]])
        .collect();
    Ok(Pixels {
        width: usize::try_from(frame.width)?,
        rows,
    })
}

/// Writes a picture of at most 256 colours, a third as large as one of all colours; gives its length in bytes.
fn write(picture: &Pixels, path: &Path) -> Result<u64> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let painted = palette::reduce(&picture.rows);
    let height = picture.rows.len() / picture.width.max(1);
    let file = BufWriter::new(File::create(path)?);
    let mut encoder =
        png::Encoder::new(file, u32::try_from(picture.width)?, u32::try_from(height)?);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_palette(painted.colours.concat());
    // Filters help where neighbours are near each other in number, which places in a palette are not.
    encoder.set_filter(png::FilterType::NoFilter);
    encoder.set_compression(png::Compression::Best);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&painted.pixels)?;
    writer.finish()?;
    Ok(fs::metadata(path)?.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    use std::collections::BTreeSet;

    use haggle_tests::desk::Parts;

    /// All pictures together are at most this large, in bytes: everybody who clones the project loads them.
    const LIMIT: u64 = 700 * 1024;
    const DOCUMENTS: [&str; 7] = [
        "README.md",
        "GUIDE.md",
        "TROUBLES.md",
        "PRIVACY.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        ".github/RELEASE_CHECKLIST.md",
    ];

    #[test]
    fn each_part_lies_on_the_screen_of_a_test_that_saves_it() {
        let (width, height) = Parts::default().size;
        let mut tests = String::new();
        for file in fs::read_dir(project().join("tests/tests")).expect("the tests") {
            let path = file.expect("a file").path();
            if path.is_file() {
                tests += &fs::read_to_string(path).expect("a test");
            }
        }
        for part in &PICTURES {
            assert!(part.x + part.width <= width.into(), "{}", part.name);
            assert!(part.y + part.height <= height.into(), "{}", part.name);
            let saved = format!("shot(\"{}\")", part.shot);
            assert!(tests.contains(&saved), "no test saves {}", part.shot);
        }
        let names: BTreeSet<_> = PICTURES.iter().map(|part| part.name).collect();
        assert_eq!(names.len(), PICTURES.len());
    }

    #[test]
    fn what_is_cut_is_what_was_there() {
        let rows = (0..12).map(|n| [n, 0, 0]).collect();
        let screen = Pixels { width: 4, rows };
        let cut = screen
            .cut(&part("cut", "screen", (2, 2), (1, 1)))
            .expect("it lies inside");
        assert_eq!(cut.width, 2);
        assert_eq!(cut.rows, [[5, 0, 0], [6, 0, 0], [9, 0, 0], [10, 0, 0]]);
        assert!(screen.cut(&part("cut", "screen", (2, 2), (3, 1))).is_err());
        assert!(screen.cut(&part("cut", "screen", (2, 2), (1, 2))).is_err());
    }

    #[test]
    fn a_written_picture_shows_the_same() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("deep/picture.png");
        let rows: Vec<[u8; 3]> = (0..200).map(|n| [n, n / 2, 255 - n]).collect();
        let picture = Pixels { width: 20, rows };
        let bytes = write(&picture, &path).expect("written");
        assert_eq!(bytes, fs::metadata(&path).expect("there").len());

        let mut decoder = png::Decoder::new(File::open(&path).expect("opens"));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().expect("a PNG");
        let mut shown = vec![0; reader.output_buffer_size()];
        reader.next_frame(&mut shown).expect("a picture");
        assert_eq!(shown, picture.rows.concat());
        assert!(read(&path).is_err(), "it is no screenshot");
    }

    #[test]
    fn all_pictures_together_are_light() {
        let lengths = PICTURES.iter().map(|part| {
            let path = kept(part);
            fs::metadata(&path)
                .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
                .len()
        });
        assert!(lengths.sum::<u64>() <= LIMIT);
    }

    #[test]
    fn what_the_documents_point_to_is_there_and_each_picture_is_shown() {
        let mut shown = BTreeSet::new();
        for document in DOCUMENTS {
            let path = project().join(document);
            let text =
                fs::read_to_string(&path).unwrap_or_else(|error| panic!("{document}: {error}"));
            for target in text
                .split("](")
                .skip(1)
                .filter_map(|rest| rest.split(')').next())
            {
                if target.starts_with("https://") {
                    continue;
                }
                let (file, heading) = target.split_once('#').unwrap_or((target, ""));
                let file = if file.is_empty() {
                    path.clone()
                } else {
                    path.parent().expect("a folder").join(file)
                };
                assert!(file.exists(), "{document} points to {target}");
                if !heading.is_empty() {
                    let headings = headings(&fs::read_to_string(&file).expect("a text"));
                    assert!(headings.contains(heading), "{document} points to {target}");
                }
                shown.insert(fs::canonicalize(file).expect("a path"));
            }
        }
        for part in &PICTURES {
            let path = fs::canonicalize(kept(part)).expect("a path");
            assert!(shown.contains(&path), "{} is shown nowhere", part.name);
        }
    }

    /// The names by which GitHub knows a document's headings.
    fn headings(text: &str) -> BTreeSet<String> {
        text.lines()
            .filter(|line| line.starts_with('#'))
            .map(|line| {
                line.trim_start_matches('#')
                    .trim()
                    .to_lowercase()
                    .chars()
                    .filter(|c| c.is_alphanumeric() || " -_".contains(*c))
                    .map(|c| if c == ' ' { '-' } else { c })
                    .collect()
            })
            .collect()
    }
}
