// The result of one node: a value, its unit, and what was missing to know it.
#pragma once

#include "core/rules/program.h"

#include <cstdint>
#include <vector>

namespace prevenance {

/// A set of missing names, as an index in a MissingSets. 0 is the empty set.
using MissingId = std::uint32_t;

/// Two words, which functions give back in registers.
struct Cell {
    enum class Kind : std::uint8_t { undefined, not_applicable, boolean, number, text };

    constexpr Cell()
        : number(0) {}

    union {
        double number; ///< Unless it is a text.
        TextId text;
    };

    // One word with what follows: written in parts and read whole, it would keep processors
    // waiting.
    UnitId unit : 32 = unit_absent;
    Kind kind : 3 = Kind::undefined;
    bool boolean : 1 = false;

    MissingId missing() const { return missing_; }

    /// More sets than that are not made: see steps_max in core/eval/machine.cpp.
    void set_missing(MissingId missing) { missing_ = missing & missing_max; }

    bool is_undefined() const { return kind == Kind::undefined; }

    bool is_not_applicable() const { return kind == Kind::not_applicable; }

    bool is_true() const { return kind == Kind::boolean && boolean; }

    bool is_false() const { return kind == Kind::boolean && !boolean; }

    bool is_number() const { return kind == Kind::number; }

    bool is_text() const { return kind == Kind::text; }

private:
    static constexpr MissingId missing_max = (1U << 28U) - 1;

    MissingId missing_ : 28 = 0;
};

inline Cell make_boolean(bool value, MissingId missing = 0) {
    Cell cell;
    cell.kind = Cell::Kind::boolean;
    cell.boolean = value;
    cell.set_missing(missing);
    return cell;
}

inline Cell make_number(double number) {
    Cell cell;
    cell.kind = Cell::Kind::number;
    cell.number = number;
    return cell;
}

inline Cell make_text(TextId text) {
    Cell cell;
    cell.kind = Cell::Kind::text;
    cell.text = text;
    return cell;
}

inline Cell make_not_applicable(MissingId missing) {
    Cell cell;
    cell.kind = Cell::Kind::not_applicable;
    cell.set_missing(missing);
    return cell;
}

static_assert(sizeof(Cell) == 16);

/// Sets of names that grow by union. A union costs two words; names are listed only at the end.
class MissingSets {
public:
    /// Forgets every set.
    void clear() { unions_.resize(1); }

    MissingId of(TextId name);

    MissingId unite(MissingId left, MissingId right) {
        if (right == 0 || left == right) return left;
        return left == 0 ? right : join(left, right);
    }

    /// The names of a set, each once, in the order they were met.
    void list(MissingId set, std::vector<TextId>& names);

private:
    MissingId join(MissingId left, MissingId right);

    struct Union {
        MissingId left;
        MissingId right; ///< `none` when `left` is a name.
    };

    std::vector<Union> unions_{Union{0, 0}};
    std::vector<std::uint32_t> visited_;
    std::vector<std::uint32_t> named_;
    std::vector<MissingId> pending_;
    std::uint32_t visit_ = 0;
};

} // namespace prevenance
