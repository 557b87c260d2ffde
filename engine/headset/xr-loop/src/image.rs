//! The legal order of a swapchain's images: acquire, wait, release, one at a time. An image that
//! was withheld is neither written nor released; the same one is waited for in the next frame.

use openxr::sys::Result as Code;

/// Where the image of a swapchain is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ImageOrder {
    /// With the runtime.
    #[default]
    Away,
    /// Ours, and not yet to be written.
    Acquired(usize),
    /// Ours to write.
    Ready(usize),
}

/// What became of a wait for an image.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It may be written.
    Ready(usize),
    /// The runtime keeps it for now.
    Withheld,
    /// There was none to wait for.
    None,
}

impl ImageOrder {
    /// Takes an image, unless one is ours already: its index.
    pub fn acquire(&mut self, call: impl FnOnce() -> Result<usize, Code>) -> Result<usize, Code> {
        match *self {
            Self::Acquired(index) | Self::Ready(index) => Ok(index),
            Self::Away => {
                let index = call()?;
                *self = Self::Acquired(index);
                Ok(index)
            }
        }
    }

    /// Waits until it may be written, unless it may already.
    pub fn wait(&mut self, call: impl FnOnce() -> Result<(), Code>) -> Result<Taken, Code> {
        match *self {
            Self::Away => Ok(Taken::None),
            Self::Ready(index) => Ok(Taken::Ready(index)),
            Self::Acquired(index) => match call() {
                Ok(()) => {
                    *self = Self::Ready(index);
                    Ok(Taken::Ready(index))
                }
                Err(Code::TIMEOUT_EXPIRED) => Ok(Taken::Withheld),
                Err(code) => Err(code),
            },
        }
    }

    /// Gives it back; whether there was one to give.
    pub fn release(&mut self, call: impl FnOnce() -> Result<(), Code>) -> Result<bool, Code> {
        let Self::Ready(_) = *self else { return Ok(false) };
        *self = Self::Away;
        call().map(|()| true)
    }
}
