#include "server/app/page_rules.h"

#include "core/aids/compile_rulebook.h"
#include "core/rules/image.h"

#include <functional>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

namespace prevenance {

namespace {

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
    std::vector<Metadatum> kept;
    for (std::uint32_t i = 0; i < program.metadata.size(); ++i) {
        auto const first = static_cast<std::uint32_t>(kept.size());
        for (auto const& item : program.items_of(program.metadata[i])) {
            auto const key = program.text(item.key);
            bool const explained = !pack.rules_folder.empty() && explains(key);
            if (explained || (of_aids.contains(i) && wanted.contains(key))) kept.push_back(item);
        }
        program.metadata[i] = {first, static_cast<std::uint32_t>(kept.size()) - first};
    }
    program.metadata_items = std::move(kept);
}

} // namespace

Result<std::string> page_rules(Pack pack, Source const& model) {
    auto book = TRY(compile_rulebook(std::move(pack), model));
    drop_other_texts(book.program, book.pack);
    return write_image(book.program);
}

} // namespace prevenance
