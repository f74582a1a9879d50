//! A still picture of the page, on the screen before the webview's own frame.
//!
//! The webview paints when its clock of 60 Hz ticks next, and hands its frame on by another process: between what a
//! view's script has done and what the player sees lie one or two of these ticks. A picture of the page can be had at
//! once. It lies over the webview until the page says that it has painted the view, and for the frame after that.
//!
//! All of this is on the main thread, as GTK is.

use std::cell::RefCell;

use gtk::cairo::{Context, ImageSurface, Operator, RectangleInt, Region, Surface};
use gtk::gio::Cancellable;
use gtk::prelude::*;
use webkit2gtk::{SnapshotOptions, SnapshotRegion, WebView, WebViewExt};

thread_local! {
    /// The panel's one still.
    static STILL: RefCell<Still> = RefCell::default();
}

#[derive(Default)]
struct Still {
    picture: Option<Picture>,
    awaited: Option<Awaited>,
}

/// What lies over the page.
struct Picture {
    surface: ImageSurface,
    /// That of the page when it was taken.
    size: (i32, i32),
    revision: u64,
    /// The page has painted the same or more: the next frame takes the picture's place.
    painted: bool,
}

/// A picture that was asked for and is not there.
struct Awaited {
    /// The view that it shows.
    revision: u64,
    /// A newer view that it does not show.
    newer: Option<u64>,
    cancel: Cancellable,
    /// What is done when it is there: the window is not shown without it.
    then: Option<Box<dyn FnOnce()>>,
}

/// Lets pictures lie over this page.
pub fn prepare(page: &WebView) {
    // After the webview's own drawing, which goes on underneath.
    page.connect_local("draw", true, |values| {
        let page = values.first().and_then(|value| value.get::<WebView>().ok());
        let context = values.get(1).and_then(|value| value.get::<Context>().ok());
        if let (Some(page), Some(context)) = (page, context) {
            STILL.with_borrow_mut(|still| still.frame(&page, &context));
        }
        Some(false.to_value())
    });
}

/// Takes a picture of the view that was handed to the page just now.
pub fn take(page: &WebView, revision: u64) {
    let cancel = Cancellable::new();
    let is_next = STILL.with_borrow_mut(|still| {
        if let Some(awaited) = &mut still.awaited {
            awaited.newer = Some(revision);
            return false;
        }
        still.awaited = Some(Awaited {
            revision,
            newer: None,
            cancel: cancel.clone(),
            then: None,
        });
        true
    });
    if is_next {
        let taken_of = page.clone();
        page.snapshot(
            SnapshotRegion::Visible,
            SnapshotOptions::TRANSPARENT_BACKGROUND,
            Some(&cancel.clone()),
            move |result| taken(&taken_of, &cancel, result),
        );
    }
}

/// Does this when the picture that is being taken is there; at once where none is.
pub fn when_there(act: impl FnOnce() + 'static) {
    let mut act: Option<Box<dyn FnOnce()>> = Some(Box::new(act));
    STILL.with_borrow_mut(|still| {
        if let Some(awaited) = &mut still.awaited {
            awaited.then = act.take();
        }
    });
    if let Some(act) = act {
        act();
    }
}

/// The page has painted this view.
pub fn painted(revision: u64) {
    STILL.with_borrow_mut(|still| {
        if let Some(picture) = &mut still.picture {
            picture.painted |= picture.revision <= revision;
        }
    });
}

/// Nothing is shown any more.
pub fn forget() {
    let still = STILL.take();
    if let Some(awaited) = still.awaited {
        awaited.cancel.cancel();
    }
}

fn taken(page: &WebView, cancel: &Cancellable, result: Result<Surface, gtk::glib::Error>) {
    let Some(awaited) = STILL.with_borrow_mut(|still| {
        let is_this = |awaited: &mut Awaited| awaited.cancel == *cancel;
        still.awaited.take_if(is_this)
    }) else {
        return;
    };
    let picture = match result {
        Ok(surface) => Picture::of(page, surface, awaited.revision),
        Err(error) => {
            tracing::warn!(%error, "no picture of the page");
            None
        }
    };
    STILL.with_borrow_mut(|still| still.picture = picture);
    if let Some(then) = awaited.then {
        then();
    }
    put_on_screen(page);
    if let Some(newer) = awaited.newer {
        take(page, newer);
    }
}

impl Picture {
    fn of(page: &WebView, surface: Surface, revision: u64) -> Option<Self> {
        let surface = ImageSurface::try_from(surface).ok()?;
        let size = (page.allocated_width(), page.allocated_height());
        // It has as many pixels as the screen, and does not say so itself.
        let scale = f64::from(surface.width()) / f64::from(size.0);
        surface.set_device_scale(scale, scale);
        Some(Self {
            surface,
            size,
            revision,
            painted: false,
        })
    }
}

/// Draws now: GTK's own clock would let some milliseconds pass.
fn put_on_screen(page: &WebView) {
    let Some(window) = page.toplevel().and_then(|toplevel| toplevel.window()) else {
        return;
    };
    if !window.is_visible() {
        return;
    }
    if !STILL.with_borrow(|still| still.fitting(page).is_some()) {
        // A frame without it would be empty: the webview's own has to do.
        page.queue_draw();
        return;
    }
    let place = page.allocation();
    let area = RectangleInt::new(place.x(), place.y(), place.width(), place.height());
    let region = Region::create_rectangle(&area);
    let Some(frame) = window.begin_draw_frame(&region) else {
        return;
    };
    if let Some(context) = frame.cairo_context() {
        context.translate(place.x().into(), place.y().into());
        STILL.with_borrow(|still| still.paint(page, &context));
    }
    window.end_draw_frame(&frame);
    window.display().flush();
}

impl Still {
    /// The webview has drawn its latest frame.
    fn frame(&mut self, page: &WebView, context: &Context) {
        if self.picture.as_ref().is_some_and(|picture| picture.painted) {
            self.picture = None;
        }
        self.paint(page, context);
    }

    /// The picture, where the page is as large as it was then.
    fn fitting(&self, page: &WebView) -> Option<&Picture> {
        let size = (page.allocated_width(), page.allocated_height());
        self.picture.as_ref().filter(|picture| picture.size == size)
    }

    fn paint(&self, page: &WebView, context: &Context) {
        let Some(picture) = self.fitting(page) else {
            return;
        };
        // As it is, transparent parts too: below it lies an older frame.
        context.set_operator(Operator::Source);
        let painted = context
            .set_source_surface(&picture.surface, 0.0, 0.0)
            .and_then(|()| context.paint());
        if let Err(error) = painted {
            tracing::warn!(%error, "the picture of the page was not painted");
        }
    }
}
