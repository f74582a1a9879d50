//! `bcryptprimitives.dll` for Wine 8, which has none: random bytes by the older call that it has.
#![no_std]
#![allow(unsafe_code)]

use core::panic::PanicInfo;

#[link(name = "advapi32")]
unsafe extern "system" {
    #[link_name = "SystemFunction036"]
    fn rtl_gen_random(buffer: *mut u8, length: u32) -> u8;
}

/// Fills a buffer with random bytes; 1 where that went well.
///
/// # Safety
/// `buffer` must be writable for `length` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn ProcessPrng(buffer: *mut u8, length: usize) -> i32 {
    const MOST: usize = 1 << 30;
    let mut done = 0;
    while done < length {
        let part = (length - done).min(MOST);
        // SAFETY: the caller vouches for the buffer; `part` fits into 32 bits.
        if unsafe { rtl_gen_random(buffer.add(done), part as u32) } == 0 {
            return 0;
        }
        done += part;
    }
    1
}

/// Nothing is to be done when the library comes or goes.
#[unsafe(no_mangle)]
pub extern "system" fn DllMainCRTStartup(_: *mut u8, _: u32, _: *mut u8) -> i32 {
    1
}

#[panic_handler]
fn panic(_: &PanicInfo<'_>) -> ! {
    loop {}
}
