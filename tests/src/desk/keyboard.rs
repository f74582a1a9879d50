//! The display's keyboard under a person's fingers: another device than the one of programs' keys. With two devices the
//! server does what it does with a player's: it tells their keys apart and changes the layout from one to the other.

use anyhow::{Context, Result};
use x11rb::connection::RequestConnection;
use x11rb::protocol::xinput::{self, ConnectionExt as _};
use x11rb::protocol::xproto::Window;
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;

/// In the name of each device that stands for programs' keys.
const OF_PROGRAMS: &str = "XTEST";
/// What comes after the first event of the X input extension.
const DEVICE_KEY_PRESS: u8 = 1;
const DEVICE_KEY_RELEASE: u8 = 2;

/// The first keyboard that is no program's.
#[derive(Debug)]
pub struct Keyboard {
    device: u8,
    first_event: u8,
}

impl Keyboard {
    pub fn find(connection: &RustConnection) -> Result<Self> {
        connection.xinput_xi_query_version(2, 2)?.reply()?;
        let devices = connection.xinput_xi_query_device(xinput::Device::ALL)?;
        let is_real = |device: &&xinput::XIDeviceInfo| {
            device.type_ == xinput::DeviceType::SLAVE_KEYBOARD
                && !String::from_utf8_lossy(&device.name).contains(OF_PROGRAMS)
        };
        let devices = devices.reply()?.infos;
        let keyboard = devices.iter().find(is_real);
        let device = keyboard.context("the display has no keyboard")?.deviceid;
        let extension = connection.extension_information(xinput::X11_EXTENSION_NAME)?;
        Ok(Self {
            device: device.try_into()?,
            first_event: extension.context("no X input extension")?.first_event,
        })
    }

    /// Moves a key; the server has done it when this returns.
    pub fn press(&self, connection: &RustConnection, root: Window, key: u8) -> Result<()> {
        self.fake(connection, root, self.first_event + DEVICE_KEY_PRESS, key)
    }

    /// As `press`.
    pub fn release(&self, connection: &RustConnection, root: Window, key: u8) -> Result<()> {
        self.fake(connection, root, self.first_event + DEVICE_KEY_RELEASE, key)
    }

    fn fake(&self, connection: &RustConnection, root: Window, kind: u8, key: u8) -> Result<()> {
        let asked = connection.xtest_fake_input(kind, key, 0, root, 0, 0, self.device)?;
        Ok(asked.check()?)
    }
}
