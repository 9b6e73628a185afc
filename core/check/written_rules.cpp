#include "core/check/written_rules.h"

#include "core/rules/names.h"

#include <string_view>
#include <utility>

namespace prevenance {

namespace {

constexpr std::string_view private_prefix = "[privé] ";

class RuleList {
public:
    std::vector<WrittenRule> rules;

    void add_all(Source const& map, std::string const& context) {
        if (map.kind != Source::Kind::map) return;
        for (std::size_t i = 0; i < map.keys.size(); ++i)
            add(context, map.keys[i], map.items[i], map.position_of(i));
    }

private:
    void
    add(std::string const& context, std::string_view key, Source const& source, Position position) {
        auto const* privacy = source.find("privé");
        bool const marked = key.starts_with(private_prefix);
        if (marked) key.remove_prefix(private_prefix.size());
        bool const is_private = marked || (privacy != nullptr && privacy->text == "oui");
        auto const name = join_name(context, key);
        rules.push_back({name, &source, position, is_private});
        if (auto const* children = source.find("avec")) add_all(*children, name);
        for (auto const* holder : {&source, source.find("valeur"), source.find("formule")})
            if (holder != nullptr) add_possibilities(holder->find("une possibilité"), name);
    }

    void add_possibilities(Source const* list, std::string const& context) {
        if (list == nullptr) return;
        if (auto const* inner = list->find("possibilités")) list = inner;
        for (auto const& item : list->items)
            add_all(item, context);
    }
};

} // namespace

std::vector<WrittenRule> list_written_rules(Source const& model) {
    RuleList list;
    list.add_all(model, "");
    return std::move(list.rules);
}

} // namespace prevenance
