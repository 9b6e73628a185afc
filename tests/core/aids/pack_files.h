// The packs of assets/packs with the models that npm installed, for tests that need the real ones.
#pragma once

#include "core/aids/compile_rulebook.h"
#include "core/wire/model_json.h"
#include "core/wire/pack_json.h"

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>
#include <string>

namespace prevenance {

inline std::string read_test_file(std::string const& path) {
    std::ifstream file(path, std::ios::binary);
    REQUIRE_MESSAGE(file.good(), path);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

inline Pack read_pack_file(std::string const& id) {
    auto pack = read_pack(read_test_file("assets/packs/" + id + "/pack.json"));
    REQUIRE_MESSAGE(pack.ok(), (pack.ok() ? "" : pack.error().message));
    return std::move(pack).value();
}

inline Source read_model_file(Pack const& pack) {
    auto model = parse_model_json(
        read_test_file("node_modules/" + pack.model_package + '/' + pack.model_file)
    );
    REQUIRE(model.ok());
    return std::move(model).value();
}

inline Rulebook open_rulebook(std::string const& id) {
    auto pack = read_pack_file(id);
    auto const model = read_model_file(pack);
    auto book = compile_rulebook(std::move(pack), model);
    REQUIRE_MESSAGE(book.ok(), (book.ok() ? "" : book.error().message));
    return std::move(book).value();
}

} // namespace prevenance
