#include "server/app/procedures.h"

#include "core/wire/procedure_json.h"

#include <fstream>
#include <iterator>
#include <system_error>

namespace prevenance {

namespace {

constexpr std::uintmax_t text_bytes_max = 16UL * 1024 * 1024;

Result<Procedure> read_one(std::filesystem::path const& path) {
    std::string const text = TRY(read_text_file(path));
    auto procedure = parse_procedure(text);
    if (procedure.ok()) return procedure;
    return Error{procedure.error().code, path.string() + ": " + procedure.error().message};
}

} // namespace

Result<std::string> read_text_file(std::filesystem::path const& path) {
    std::error_code failure;
    auto const size = std::filesystem::file_size(path, failure);
    if (failure) return Error{ErrorCode::not_found, path.string() + ": " + failure.message()};
    if (size > text_bytes_max) return Error{ErrorCode::bad_input, path.string() + ": too large"};
    std::ifstream file(path, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(file), {}};
    if (!file.is_open()) return Error{ErrorCode::not_found, path.string() + ": cannot be read"};
    return text;
}

Result<Procedures> read_procedures(std::filesystem::path const& folder) {
    std::error_code failure;
    std::filesystem::directory_iterator const entries(folder, failure);
    if (failure) return Error{ErrorCode::not_found, folder.string() + ": " + failure.message()};
    Procedures procedures;
    for (auto const& entry : entries) {
        if (entry.path().extension() != ".json") continue;
        Procedure procedure = TRY(read_one(entry.path()));
        std::string const id = procedure.id;
        bool const added = procedures.emplace(id, std::move(procedure)).second;
        if (!added) return Error{ErrorCode::conflict, entry.path().string() + ": id taken: " + id};
    }
    if (procedures.empty()) return Error{ErrorCode::not_found, folder.string() + ": no procedures"};
    return procedures;
}

} // namespace prevenance
