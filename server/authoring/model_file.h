// Models as files: the JSON that npm packages publish, and the YAML that authors write.
#pragma once

#include "core/base/result.h"
#include "core/rules/source.h"

#include <string>
#include <string_view>

namespace prevenance {

/// Reads a model from a `.json`, `.yaml` or `.yml` file, or every YAML file below a folder.
///
/// Errors: not_found when there is no such file; bad_input, with file, line and column, when it
/// cannot be read; unavailable when the disk fails.
Result<Source> read_model_file(std::string const& path);

/// Reads one YAML document (core schema of YAML 1.2). Anchors and aliases are followed, within a
/// bound on the size of the whole.
///
/// Errors: bad_input with line and column.
Result<Source> parse_model_yaml(std::string_view text);

} // namespace prevenance
