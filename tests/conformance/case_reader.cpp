// Writes the cases of a file as JSON, for tests/conformance/cases.mjs.
//
// usage: case_reader FILE.case
#include "core/wire/model_json.h"
#include "server/authoring/model_file.h"

#include <fstream>
#include <iostream>
#include <sstream>

int main(int count, char** words) {
    if (count != 2) {
        std::cerr << "usage: case_reader FILE.case\n";
        return 2;
    }
    std::ifstream const file(words[1], std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    auto const cases = prevenance::parse_model_yaml(text.str());
    if (!file || !cases.ok()) {
        std::cerr << words[1] << ": " << (cases.ok() ? "cannot be read" : cases.error().message)
                  << '\n';
        return 1;
    }
    std::cout << prevenance::format_model_json(cases.value());
    return 0;
}
