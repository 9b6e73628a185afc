// A Result that nobody looks at must be a compile error.
#include "core/base/date.h"

int main() {
#if MISTAKE
    prevenance::parse_iso_day("2024-02-01");
#else
    return prevenance::parse_iso_day("2024-02-01").ok() ? 0 : 1;
#endif
}
