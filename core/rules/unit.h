// Units of Publicodes: read, written, multiplied and converted.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace prevenance {

/// Index of a unit in a UnitTable. The first three mean the same in every table.
using UnitId = std::uint32_t;

/// The value bears no unit at all.
inline constexpr UnitId unit_absent = 0;
/// The value went through an operation that gives units, and got none.
inline constexpr UnitId unit_void = 1;
/// The unit of what was divided by its like: `{[], []}`. Written as nothing, converted as a unit.
inline constexpr UnitId unit_empty = 2;

/// `€.kWh/an` is numerators €, kWh and denominators an. A power is a repetition.
struct Unit {
    std::vector<std::string> numerators;
    std::vector<std::string> denominators;

    friend bool operator==(Unit const&, Unit const&) = default;
};

/// True when the value can take part in conversions.
inline bool has_unit(UnitId unit) {
    return unit > unit_void;
}

/// Units seen so far, each once, and what is known of their pairs.
class UnitTable {
public:
    UnitTable();

    /// Reads a unit: numerators, `/`, denominators; `.` between factors; a trailing power.
    ///
    /// Errors: bad_input when a blank follows the slash.
    Result<UnitId> parse(std::string_view text);

    UnitId intern(Unit unit);

    Unit const& at(UnitId unit) const { return units_[unit]; }

    /// How the unit is written, after exact cancellation; "" for the first three.
    std::string print(UnitId unit) const;

    /// Unit of a product; factors that stand on both sides of the slash cancel.
    UnitId multiply(UnitId left, UnitId right);

    /// Unit of a quotient; never absent.
    UnitId divide(UnitId left, UnitId right);

    /// Without the factors that a conversion can cancel (`€/an.mois`) and without idle `%`.
    UnitId simplify(UnitId unit);

    /// The unit with one `%` less, when it has one above the slash.
    UnitId without_percent(UnitId unit);

    bool has_percent(UnitId unit) const;

    /// True for the unit that is written `%`.
    bool is_percent(UnitId unit) const { return unit == percent_; }

    UnitId percent() const { return percent_; }

    /// True when values of one can be said in the other; true too when either bears no unit.
    bool convertible(UnitId from, UnitId to);

    /// The value in the other unit, rounded to 16 decimals as the reference engine does.
    /// The units must be convertible.
    double convert(UnitId from, UnitId to, double value);

    /// How values of one unit become values of another.
    struct Conversion {
        bool convertible = true;
        /// value * first / second * third * fourth, in this order: the bits depend on it.
        double first = 1;
        double second = 1;
        double third = 1;
        double fourth = 1;

        bool is_by_one() const { return first == 1 && second == 1 && third == 1 && fourth == 1; }

        /// The value in the other unit, before it is rounded.
        double scaled(double value) const { return value * first / second * third * fourth; }

        /// What convert() makes of a value that has a unit.
        double apply(double value) const;
    };

    /// Both must be units that can take part in conversions.
    Conversion const& conversion(UnitId from, UnitId to);

private:
    Conversion compute_conversion(UnitId from, UnitId to) const;

    std::vector<Unit> units_;
    std::map<std::string, UnitId> by_spelling_;
    std::unordered_map<std::uint64_t, Conversion> conversions_;
    std::unordered_map<std::uint64_t, UnitId> products_;
    UnitId percent_ = unit_empty;
};

} // namespace prevenance
