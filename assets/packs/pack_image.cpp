// Compiles the rules of a pack, with the question of each of its aids, for the page.
//
// usage: pack_image PACK.json MODEL.json RULES.bin
#include "core/aids/compile_rulebook.h"
#include "core/rules/image.h"
#include "core/wire/model_json.h"
#include "core/wire/pack_json.h"

#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>
#include <set>
#include <string>
#include <string_view>

namespace {

using namespace prevenance; // NOLINT: a program of a few lines.

Result<std::string> read_file(std::string const& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return Error{ErrorCode::not_found, path + ": no such file"};
    return std::string(std::istreambuf_iterator<char>(file), {});
}

/// What an explanation says of a rule: its title, the law it is taken from.
bool explains(std::string_view key) {
    return key == "titre" || key == "lien" || key.starts_with("références");
}

/// The page shows of a rule what the pack takes from it to describe an aid; and, where the rules
/// are written beside the pack, what explains it.
void drop_other_texts(Program& program, Pack const& pack) {
    std::set<std::string, std::less<>> wanted;
    for (auto const& family : pack.families)
        wanted.insert(
            {family.payer_key,
             family.link_key,
             family.description_key,
             family.checked_key,
             family.ends_key}
        );
    std::set<std::uint32_t> of_aids;
    for (auto const& aid : pack.aids)
        of_aids.insert(program.rules[program.find(aid.rule)].metadata);
    for (std::uint32_t i = 0; i < program.metadata.size(); ++i)
        std::erase_if(program.metadata[i].texts, [&](auto const& text) {
            auto const key = program.text(text.first);
            bool const explained = !pack.rules_folder.empty() && explains(key);
            return !explained && (!of_aids.contains(i) || !wanted.contains(key));
        });
}

Result<std::string> image_of(std::string const& pack_path, std::string const& model_path) {
    auto pack = TRY(read_pack(TRY(read_file(pack_path))));
    auto const model = TRY(parse_model_json(TRY(read_file(model_path))));
    auto book = TRY(compile_rulebook(std::move(pack), model));
    drop_other_texts(book.program, book.pack);
    return write_image(book.program);
}

int failed(std::string const& reason) {
    std::cerr << "pack_image: " << reason << '\n';
    return 1;
}

} // namespace

int main(int count, char const** words) {
    if (count != 4) return failed("usage: pack_image PACK.json MODEL.json RULES.bin");
    auto const image = image_of(words[1], words[2]);
    if (!image.ok()) return failed(image.error().message);
    std::ofstream file(words[3], std::ios::binary);
    file << image.value() << std::flush;
    return file ? 0 : failed(std::string(words[3]) + ": cannot be written");
}
