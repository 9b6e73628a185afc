// A compiled program as bytes: written when packs are built, read on the page without compiling.
//
// All numbers are unsigned LEB128 unless said otherwise; an absent index is 0, others are one more.
// The format is private to one version of the project: `image_version` changes with it.
#pragma once

#include "core/base/result.h"
#include "core/rules/program.h"

#include <string>
#include <string_view>

namespace prevenance {

/// The bytes of a program, pruned: texts and units that nothing names are left out. The same
/// program gives the same bytes.
std::string write_image(Program const& program);

/// Reads what write_image() wrote. Any bytes may be given: every index is checked.
///
/// Errors: bad_input when the bytes are no image, are of another version, or are damaged.
Result<Program> read_image(std::string_view bytes);

} // namespace prevenance
