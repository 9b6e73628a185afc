#include "server/app/civil_day.h"

namespace prevenance {

namespace {

using namespace std::chrono; // NOLINT(google-build-using-namespace): its literals are words.

Moment last_sunday_at_one(year in, month of) {
    return Moment{sys_days{in / of / Sunday[last]}} + 1h;
}

} // namespace

Day civil_day_in_france(Moment moment) {
    year const in = year_month_day{floor<days>(moment)}.year();
    bool const summer =
        moment >= last_sunday_at_one(in, March) && moment < last_sunday_at_one(in, October);
    return floor<days>(moment + (summer ? 2h : 1h));
}

} // namespace prevenance
