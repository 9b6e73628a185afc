#include "core/rules/unit.h"

#include "core/base/text.h"
#include "core/rules/decimals.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <utility>

namespace prevenance {

namespace {

using Factors = std::vector<std::string>;

struct Ratio {
    std::string_view small;
    std::string_view large;
    double factor; ///< Small ones in a large one.
};

constexpr std::array ratios{
    Ratio{"mois", "an", 12},
    Ratio{"jour", "an", 365},
    Ratio{"jour", "mois", 365.0 / 12},
    Ratio{"trimestre", "an", 4},
    Ratio{"mois", "trimestre", 3},
    Ratio{"jour", "trimestre", 365.0 / 12 * 3},
    Ratio{"€", "k€", 1e3},
    Ratio{"g", "kg", 1e3},
    Ratio{"mg", "g", 1e3},
    Ratio{"mg", "kg", 1e6},
    Ratio{"m", "km", 1e3},
    Ratio{"cm", "m", 1e2},
    Ratio{"mm", "cm", 1e1},
    Ratio{"mm", "m", 1e3},
    Ratio{"cm", "km", 1e5},
    Ratio{"mm", "km", 1e6},
};

/// Units that measure the same thing share a class; other names are a class of their own.
std::string_view class_of(std::string_view unit) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 13> classes{{
        {"mois", "time"},
        {"an", "time"},
        {"jour", "time"},
        {"trimestre", "time"},
        {"€", "money"},
        {"k€", "money"},
        {"g", "mass"},
        {"kg", "mass"},
        {"mg", "mass"},
        {"m", "length"},
        {"km", "length"},
        {"cm", "length"},
        {"mm", "length"},
    }};
    for (auto const& [name, unit_class] : classes)
        if (name == unit) return unit_class;
    return unit;
}

/// 0 when one cannot be said in the other.
double single_factor(std::string_view from, std::string_view to) {
    for (auto const& ratio : ratios) {
        if (ratio.small == to && ratio.large == from) return ratio.factor;
        if (ratio.small == from && ratio.large == to) return 1 / ratio.factor;
    }
    return 0;
}

long count_percents(Factors const& factors) {
    return static_cast<long>(std::count(factors.begin(), factors.end(), "%"));
}

/// What a value is multiplied by when its factors `from` are said as `to`.
double list_factor(Factors const& from, Factors const& to) {
    double factor = std::pow(100.0, static_cast<double>(count_percents(to) - count_percents(from)));
    for (auto const& unit : from) {
        auto const other = std::find_if(to.begin(), to.end(), [&](std::string const& candidate) {
            return single_factor(unit, candidate) != 0;
        });
        if (other != to.end()) factor *= single_factor(unit, *other);
    }
    return factor;
}

bool same_name(std::string const& left, std::string const& right) {
    return left == right;
}

bool same_class(std::string const& left, std::string const& right) {
    return class_of(left) == class_of(right);
}

template <typename Same>
Factors::iterator find_like(Factors& factors, std::string const& factor, Same same) {
    return std::find_if(factors.begin(), factors.end(), [&](std::string const& other) {
        return same(factor, other);
    });
}

/// Removes what stands on both sides of the slash.
template <typename Same>
Unit cancel(Unit unit, Same same) {
    Factors all = unit.numerators;
    all.insert(all.end(), unit.denominators.begin(), unit.denominators.end());
    for (auto const& factor : all) {
        auto const above = find_like(unit.numerators, factor, same);
        auto const below = find_like(unit.denominators, factor, same);
        if (above == unit.numerators.end() || below == unit.denominators.end()) continue;
        unit.numerators.erase(above);
        unit.denominators.erase(below);
    }
    return unit;
}

void remove_percents(Unit& unit) {
    std::erase(unit.numerators, "%");
    std::erase(unit.denominators, "%");
}

/// Where a power begins: trailing digits that no ASCII letter follows (`m2`, not `kgCO2e`).
std::size_t power_position(std::string const& factor) {
    auto const last_letter =
        factor.find_last_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
    auto const from = last_letter == std::string::npos ? 0 : last_letter + 1;
    return factor.find_first_of("0123456789", from);
}

/// No unit is raised to more; what a hostile model writes beyond is taken for it.
constexpr long counted_power_max = 1'000'000;

/// Factors with how often each stands, in order of first appearance.
std::vector<std::pair<std::string, long>> count_factors(Factors const& factors) {
    std::vector<std::pair<std::string, long>> counts;
    for (auto const& factor : factors) {
        auto const at = power_position(factor);
        std::string name = factor.substr(0, at);
        long power = 1;
        if (at != std::string::npos) {
            auto const end = factor.find_first_not_of("0123456789", at);
            power = std::strtol(factor.substr(at, end - at).c_str(), nullptr, 10);
            power = std::min(power, counted_power_max);
        }
        auto const known = std::find_if(counts.begin(), counts.end(), [&](auto const& counted) {
            return counted.first == name;
        });
        if (known != counts.end()) {
            known->second = std::min(known->second + power, counted_power_max);
        } else {
            counts.emplace_back(std::move(name), power);
        }
    }
    return counts;
}

/// `m2` becomes m, m. A power beyond any physical meaning is cut: it comes from hostile text.
Factors expand_powers(Factors const& factors) {
    constexpr long power_max = 16;
    Factors expanded;
    for (auto const& [name, count] : count_factors(factors))
        expanded.insert(expanded.end(), static_cast<std::size_t>(std::min(count, power_max)), name);
    return expanded;
}

std::string print_factors(Factors const& factors) {
    std::string text;
    for (auto const& [name, count] : count_factors(factors)) {
        if (!text.empty()) text += '.';
        text += name;
        if (count > 1) text += std::to_string(count);
    }
    return text;
}

std::string spell(Unit const& unit) {
    std::string text;
    for (auto const& factor : unit.numerators)
        text += factor + '.';
    text += '/';
    for (auto const& factor : unit.denominators)
        text += factor + '.';
    return text;
}

void split_factors(std::string_view text, Factors& factors) {
    text = trim(text);
    while (!text.empty()) {
        auto const dot = std::min(text.find('.'), text.size());
        if (dot > 0) factors.emplace_back(text.substr(0, dot));
        text.remove_prefix(std::min(dot + 1, text.size()));
    }
}

std::string print_unit(Unit const& raw) {
    Unit const unit = cancel(raw, same_name);
    std::string text = print_factors(unit.numerators);
    if (!unit.denominators.empty()) text += '/' + print_factors(unit.denominators);
    return text;
}

bool equivalent_spelling(std::string const& left, std::string const& right) {
    if (left.empty() || right.empty()) return false;
    auto const is_pair = [&](char const* a, char const* b) {
        return (left == a && right == b) || (left == b && right == a);
    };
    return left == right || is_pair("kW.h", "kWh") || is_pair("mn/h", "noeud");
}

/// How often each class stands above the slash, minus how often below.
std::vector<std::pair<std::string_view, long>> class_balance(Unit const& unit) {
    std::vector<std::pair<std::string_view, long>> balance;
    auto const add = [&](std::string const& factor, long sign) {
        auto const unit_class = class_of(factor);
        if (unit_class == "%") return;
        auto const known = std::find_if(balance.begin(), balance.end(), [&](auto const& entry) {
            return entry.first == unit_class;
        });
        if (known != balance.end()) {
            known->second += sign;
        } else {
            balance.emplace_back(unit_class, sign);
        }
    };
    for (auto const& factor : unit.numerators)
        add(factor, 1);
    for (auto const& factor : unit.denominators)
        add(factor, -1);
    std::erase_if(balance, [](auto const& entry) { return entry.second == 0; });
    std::sort(balance.begin(), balance.end());
    return balance;
}

std::uint64_t pair_key(UnitId left, UnitId right) {
    return std::uint64_t{left} << 32U | right;
}

} // namespace

UnitTable::UnitTable()
    : units_(3) {
    by_spelling_.emplace(spell(Unit{}), unit_empty);
    percent_ = intern(Unit{{"%"}, {}});
}

Result<UnitId> UnitTable::parse(std::string_view text) {
    if (text.find("/ ") != std::string_view::npos) {
        return Error{
            ErrorCode::bad_input,
            "the unit '" + std::string(text) + "' has a blank after its slash"};
    }
    Unit unit;
    auto const slash = std::min(text.find('/'), text.size());
    split_factors(text.substr(0, slash), unit.numerators);
    unit.numerators = expand_powers(unit.numerators);
    text.remove_prefix(slash);
    while (!text.empty()) {
        text.remove_prefix(1);
        auto const next = std::min(text.find('/'), text.size());
        Factors factors;
        split_factors(text.substr(0, next), factors);
        for (auto& factor : expand_powers(factors))
            unit.denominators.push_back(std::move(factor));
        text.remove_prefix(next);
    }
    return intern(std::move(unit));
}

UnitId UnitTable::intern(Unit unit) {
    auto const [entry, inserted] =
        by_spelling_.emplace(spell(unit), static_cast<UnitId>(units_.size()));
    if (inserted) units_.push_back(std::move(unit));
    return entry->second;
}

std::string UnitTable::print(UnitId unit) const {
    return print_unit(units_[unit]);
}

UnitId UnitTable::multiply(UnitId left, UnitId right) {
    if (!has_unit(left)) return has_unit(right) ? right : unit_void;
    if (!has_unit(right)) return left;
    auto const key = pair_key(left, right);
    if (auto const known = products_.find(key); known != products_.end()) return known->second;
    Unit product = units_[left];
    auto const& other = units_[right];
    product.numerators.insert(
        product.numerators.end(), other.numerators.begin(), other.numerators.end()
    );
    product.denominators.insert(
        product.denominators.end(), other.denominators.begin(), other.denominators.end()
    );
    auto const id = intern(cancel(std::move(product), same_name));
    products_.emplace(key, id);
    return id;
}

UnitId UnitTable::divide(UnitId left, UnitId right) {
    Unit const divisor = units_[has_unit(right) ? right : unit_empty];
    return multiply(
        has_unit(left) ? left : unit_empty, intern(Unit{divisor.denominators, divisor.numerators})
    );
}

UnitId UnitTable::simplify(UnitId unit) {
    Unit simple = cancel(units_[unit], same_class);
    bool const only_percents = !simple.numerators.empty() &&
        count_percents(simple.numerators) == static_cast<long>(simple.numerators.size());
    if (only_percents) {
        simple.numerators = {"%"};
    } else {
        remove_percents(simple);
    }
    return intern(std::move(simple));
}

UnitId UnitTable::without_percent(UnitId unit) {
    return multiply(unit, intern(Unit{{}, {"%"}}));
}

bool UnitTable::has_percent(UnitId unit) const {
    return has_unit(unit) && count_percents(units_[unit].numerators) > 0;
}

bool UnitTable::convertible(UnitId from, UnitId to) {
    return from == to || !has_unit(from) || !has_unit(to) || conversion(from, to).convertible;
}

double UnitTable::convert(UnitId from, UnitId to, double value) {
    if (!has_unit(from) || value == 0 || std::isnan(value)) return value;
    return conversion(from, has_unit(to) ? to : unit_empty).apply(value);
}

double UnitTable::Conversion::apply(double value) const {
    if (value == 0 || std::isnan(value)) return value;
    return round_to_16_decimals(scaled(value));
}

UnitTable::Conversion const& UnitTable::conversion(UnitId from, UnitId to) {
    auto const key = pair_key(from, to);
    auto const known = conversions_.find(key);
    if (known != conversions_.end()) return known->second;
    return conversions_.emplace(key, compute_conversion(from, to)).first->second;
}

UnitTable::Conversion UnitTable::compute_conversion(UnitId from, UnitId to) const {
    Unit const& source = units_[from];
    Unit const& goal = units_[to];
    Conversion result;
    result.convertible = equivalent_spelling(print_unit(source), print_unit(goal)) ||
        class_balance(source) == class_balance(goal);
    auto const simple = [](Unit unit) {
        remove_percents(unit);
        return cancel(std::move(unit), same_class);
    };
    auto const own_factor = [](Unit const& unit) {
        return round_to_16_decimals(list_factor(unit.numerators, unit.denominators));
    };
    Unit const simple_source = simple(source);
    Unit const simple_goal = simple(goal);
    result.first = own_factor(source);
    result.second = own_factor(goal);
    result.third = list_factor(simple_source.numerators, simple_goal.numerators);
    result.fourth = list_factor(simple_goal.denominators, simple_source.denominators);
    return result;
}

} // namespace prevenance
