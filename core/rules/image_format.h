// What the writer and the reader of images agree on.
#pragma once

#include "core/rules/program.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace prevenance {

inline constexpr std::string_view image_magic = "PRVN";
inline constexpr std::uint64_t image_version = 2;

/// Units absent, void and empty.
inline constexpr UnitId units_of_every_table = 3;

/// What a field of a node holds.
enum class NodeField : std::uint8_t { unused, node, rule, constant, text, unit, list, plain };
inline constexpr std::size_t node_field_count = 8;

struct NodeFields {
    NodeField a = NodeField::unused;
    NodeField b = NodeField::unused;
    NodeField c = NodeField::unused;
};

/// Names as they were written, and where, are of no use once they are resolved: unused.
NodeFields node_fields(Op op);

constexpr unsigned packed(Nullable nullable, Type type) {
    return static_cast<unsigned>(type) * 3 + static_cast<unsigned>(nullable);
}

} // namespace prevenance
