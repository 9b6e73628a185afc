// Models as files: the JSON that npm packages publish, and the YAML that authors write.
#pragma once

#include "core/base/result.h"
#include "core/rules/source.h"

#include <string>
#include <string_view>
#include <vector>

namespace prevenance {

/// A model and what stands beside it, with the files they were read from.
struct ModelFiles {
    Source model;                   ///< A map from names to rules.
    Source examples;                ///< A list: those of the `.exemples.yaml` files.
    std::vector<std::string> paths; ///< Position::file is an index in this list.

    /// `packs/rsa.yaml:12:3`; the path alone when the line is unknown.
    std::string place(Position position) const;
};

/// Reads a model from a `.json`, `.yaml`, `.yml` or `.publicodes` file, from a `.js` file that
/// holds it as one JSON text, or from every YAML file below a folder, in the order of their paths.
///
/// Errors: not_found when there is no such file; bad_input, with file, line and column, when it
/// cannot be read or when two files declare one rule; unavailable when the disk fails.
Result<ModelFiles> read_model_files(std::string const& path);

/// The model of read_model_files() alone. Errors: the same.
Result<Source> read_model_file(std::string const& path);

/// Reads one YAML document (core schema of YAML 1.2). Anchors and aliases are followed, within a
/// bound on the size of the whole.
///
/// `file`  what Position::file is to say.
///
/// Errors: bad_input with line and column.
Result<Source> parse_model_yaml(std::string_view text, std::uint32_t file = 0);

} // namespace prevenance
