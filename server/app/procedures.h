// The kinds of dossier that this authority knows, by id.
#pragma once

#include "core/base/result.h"
#include "core/dossiers/procedure.h"

#include <filesystem>
#include <map>
#include <string>

namespace prevenance {

using Procedures = std::map<std::string, Procedure, std::less<>>;

/// Reads every `*.json` of `folder`.
///
/// Errors: not_found when the folder or a file cannot be read or holds none; bad_input, naming the
/// file and what is wrong in it; conflict when two files have the same id.
Result<Procedures> read_procedures(std::filesystem::path const& folder);

/// Errors: not_found when there is no such file; bad_input when it is larger than 16 MB.
Result<std::string> read_text_file(std::filesystem::path const& path);

} // namespace prevenance
