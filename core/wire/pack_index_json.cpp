#include "core/wire/pack_index_json.h"

#include "core/wire/json.h"
#include "core/wire/json_fields.h"

namespace prevenance {

namespace {

Result<BilingualText> read_words(nlohmann::json const& object, char const* name) {
    auto const* words = TRY(object_field(object, name));
    return BilingualText{TRY(text_field(*words, "fr")), TRY(optional_text_field(*words, "en"))};
}

Result<Pack> read_head(nlohmann::json const& object) {
    Pack pack;
    pack.id = TRY(text_field(object, "id"));
    pack.title = TRY(read_words(object, "title"));
    pack.summary = TRY(read_words(object, "summary"));
    if (TRY(optional_object_field(object, "note")) != nullptr) {
        pack.note = TRY(read_words(object, "note"));
    }
    pack.publisher = TRY(text_field(object, "publisher"));
    pack.licence = TRY(text_field(object, "licence"));
    pack.source = TRY(text_field(object, "source"));
    pack.data_date = TRY(parse_iso_day(TRY(text_field(object, "data_date"))));
    return pack;
}

} // namespace

Result<std::vector<Pack>> read_pack_index(std::string_view json) {
    auto const tree = TRY(parse_json(json));
    auto const* list = TRY(array_field(tree, "packs"));
    std::vector<Pack> packs;
    for (auto const& entry : *list)
        packs.push_back(TRY(read_head(entry)));
    return packs;
}

} // namespace prevenance
