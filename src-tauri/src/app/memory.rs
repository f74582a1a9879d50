//! How much of the system's memory the C library keeps for the program's next time.
//!
//! glibc gives each thread a heap of its own and keeps what was freed there. A picture of the panel is more than a
//! megabyte, and once one was freed glibc takes the next ones from those heaps too, where they leave holes. With the
//! limits below the overlay at rest has about two megabytes less (`cargo xtask bench latency rest`).

/// Sets the limits. To be called before any other thread starts. Elsewhere than on glibc there is nothing to set.
pub fn keep_little() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    {
        /// The heaps of all threads together.
        const HEAPS: libc::c_int = 2;
        /// What is larger, in bytes, comes from the system and goes back to it. glibc begins with that; once set, it
        /// stays so.
        const LARGE: libc::c_int = 128 * 1024;
        for (limit, value) in [(libc::M_ARENA_MAX, HEAPS), (libc::M_MMAP_THRESHOLD, LARGE)] {
            // SAFETY: sets a number of the allocator, which holds its own lock meanwhile.
            #[allow(unsafe_code)]
            let is_set = unsafe { libc::mallopt(limit, value) } == 1;
            if !is_set {
                tracing::warn!(limit, value, "the C library refused a limit of its memory");
            }
        }
    }
}
