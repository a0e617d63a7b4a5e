// For tests that run under the thread sanitizer: GLib, which Qt's event loop stands on, is not built with it, so the
// sanitizer takes a wake-up of another thread's loop for a race on the loop's eventfd.
#pragma once

#if defined(__SANITIZE_THREAD__)
#define HOOKWALK_THREAD_SANITIZER
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define HOOKWALK_THREAD_SANITIZER
#endif
#endif

#ifdef HOOKWALK_THREAD_SANITIZER
extern "C" const char* __tsan_default_suppressions();
extern "C" const char* __tsan_default_suppressions()
{
    return "called_from_lib:libglib-2.0.so\n";
}
#endif
