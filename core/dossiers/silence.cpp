#include "core/dossiers/silence.h"

#include <algorithm>

namespace prevenance {

namespace {

using std::chrono::days;

Day add_months(Day start, int count) {
    std::chrono::year_month_day const from{start};
    auto const target = from + std::chrono::months{count};
    if (target.ok()) return Day{target};
    return Day{target.year() / target.month() / std::chrono::last};
}

bool restarts_period(ResumeRule resume, CorrectionReason reason) {
    switch (resume) {
    case ResumeRule::proceed:
        return reason == CorrectionReason::incomplete;
    case ResumeRule::restart:
        return true;
    case ResumeRule::suspend:
        return false;
    }
    return false;
}

/// The last day on which the correction keeps the period from running.
Day stopped_until(ResumeRule resume, Correction const& correction, Day today) {
    Day until = std::max(correction.resolved.value_or(today), correction.asked);
    // L. 114-5: "pendant le délai imparti pour produire les pièces et informations requises".
    if (resume == ResumeRule::suspend && correction.due) until = std::min(until, *correction.due);
    return until;
}

} // namespace

Day add_period(Day start, Period period) {
    switch (period.unit) {
    case PeriodUnit::days:
        return start + days{period.count};
    case PeriodUnit::weeks:
        return start + days{7 * period.count};
    case PeriodUnit::months:
        return add_months(start, period.count);
    }
    return start;
}

SilenceForecast forecast_silence(
    SilenceRule const& rule, Day deposited, std::span<Correction const> corrections, Day today
) {
    // The day of receipt itself does not count.
    Day first_day = deposited + days{1};
    Day stopped_to = deposited;
    days stopped{0};
    SilenceForecast forecast{add_period(first_day, rule.period), false};

    for (Correction const& correction : corrections) {
        if (correction.asked >= forecast.decides_on) break;
        Day const until = stopped_until(rule.resume, correction, today);
        if (restarts_period(rule.resume, correction.reason)) {
            // L. 114-5, acceptance: the period "ne court qu'à compter de la réception".
            first_day = until + days{1};
            stopped = days{0};
        } else {
            // Both the day it was asked and the day it was answered are days without examination;
            // a day that two corrections share counts once.
            Day const from = std::max(correction.asked, stopped_to + days{1});
            stopped += std::max(days{0}, until - from + days{1});
        }
        stopped_to = std::max(stopped_to, until);
        forecast.decides_on = add_period(first_day, rule.period) + stopped;
        forecast.suspended = !correction.resolved && until == std::max(today, correction.asked);
    }
    return forecast;
}

} // namespace prevenance
