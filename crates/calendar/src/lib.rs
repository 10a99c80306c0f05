//! Calendar arithmetic over TIMEX3 values: what a relative time means once an anchor is known, and which days a value covers.
