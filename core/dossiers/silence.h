// When an authority's silence becomes a decision: silence vaut acceptation (SVA) or rejet (SVR).
#pragma once

#include "core/base/date.h"
#include "core/dossiers/event.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace prevenance {

enum class PeriodUnit : std::uint8_t { days, weeks, months };

struct Period {
    int count = 2; ///< In [1, 400].
    PeriodUnit unit = PeriodUnit::months;

    bool operator==(Period const&) const = default;
};

/// The day reached from `start`. A month that has no such day gives its last one.
Day add_period(Day start, Period period);

enum class SilenceMeaning : std::uint8_t {
    acceptance, ///< SVA
    rejection,  ///< SVR
};

/// What a request for correction does to the period.
enum class ResumeRule : std::uint8_t {
    /// Démarche Numérique's `continue`: an incomplete demand restarts the period, any other
    /// correction only suspends it.
    proceed,
    /// Démarche Numérique's `reset`, and CRPA art. L. 114-5 for acceptance: each correction
    /// restarts
    /// the whole period once it is answered.
    restart,
    /// CRPA art. L. 114-5 for rejection: the period stops while the citizen may answer, that is
    /// until
    /// the answer or the last day allowed for it, whichever comes first; then it goes on.
    suspend,
};

struct SilenceRule {
    SilenceMeaning meaning = SilenceMeaning::acceptance;
    Period period;
    ResumeRule resume = ResumeRule::restart;
    std::string source; ///< The article that says so: "CRPA, art. L. 231-1".

    bool operator==(SilenceRule const&) const = default;
};

/// One request for correction and its answer.
struct Correction {
    CorrectionReason reason = CorrectionReason::incomplete;
    Day asked{};
    std::optional<Day> resolved; ///< Absent as long as the citizen has not answered.
    std::optional<Day> due;      ///< The last day allowed for the answer.

    bool operator==(Correction const&) const = default;
};

struct SilenceForecast {
    /// The first day on which the silence has decided. The service can answer until the day before.
    Day decides_on{};
    /// The period is not running: `decides_on` is what it would be if the citizen answered today.
    bool suspended = false;
};

/// `deposited`    the day the authority received the demand.
/// `corrections`  in the order they were asked, one after the other.
/// `today`        an open correction counts as answered today.
///
/// A correction asked on or after the day the silence has decided changes nothing any more.
///
/// Source: code des relations entre le public et l'administration (CRPA), in force since
/// 1 January 2016: art. L. 231-1 (two months of silence: acceptance), L. 231-4 (rejection instead),
/// L. 231-5 and L. 231-6 (exceptions and other periods, by decree), L. 114-3 (the period begins on
/// the day of receipt by the competent authority), L. 114-5 (incomplete demands), L. 114-5-1 (what
/// is not indispensable does not stop the examination: then the service asks for no correction).
SilenceForecast forecast_silence(
    SilenceRule const& rule, Day deposited, std::span<Correction const> corrections, Day today
);

} // namespace prevenance
