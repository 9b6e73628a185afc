#include "server/authoring/model_file.h"

#include "core/base/text.h"
#include "core/wire/model_json.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <vector>

namespace prevenance {

namespace {

namespace fs = std::filesystem;

constexpr int depth_max = 64;
constexpr std::size_t nodes_max = 2'000'000;

Error yaml_error(YAML::Mark const& mark, std::string const& reason) {
    return {
        ErrorCode::bad_input,
        "YAML, line " + std::to_string(mark.line + 1) + ", column " +
            std::to_string(mark.column + 1) + ": " + reason};
}

/// Copies the library's tree; aliases are written out, so the count bounds what they multiply.
class YamlReader {
public:
    Result<Source> read(YAML::Node const& node, int depth) {
        if (depth > depth_max || ++nodes_ > nodes_max)
            return yaml_error(node.Mark(), "too deep or too large");
        Source source;
        source.position = {
            static_cast<std::uint32_t>(node.Mark().line + 1),
            static_cast<std::uint32_t>(node.Mark().column + 1)};
        switch (node.Type()) {
        case YAML::NodeType::Undefined:
        case YAML::NodeType::Null:
            return source;
        case YAML::NodeType::Scalar:
            read_scalar(node, source);
            return source;
        case YAML::NodeType::Sequence:
            source.kind = Source::Kind::list;
            for (auto const& item : node)
                source.items.push_back(TRY(read(item, depth + 1)));
            return source;
        case YAML::NodeType::Map:
            break;
        }
        source.kind = Source::Kind::map;
        std::set<std::string> seen;
        for (auto const& entry : node) {
            if (!entry.first.IsScalar())
                return yaml_error(entry.first.Mark(), "a key must be a text");
            if (!seen.insert(entry.first.Scalar()).second)
                return yaml_error(
                    entry.first.Mark(), "the key '" + entry.first.Scalar() + "' stands twice"
                );
            source.keys.push_back(entry.first.Scalar());
            source.items.push_back(TRY(read(entry.second, depth + 1)));
        }
        return source;
    }

private:
    /// Core schema of YAML 1.2, chapter 10.3: what a plain scalar stands for.
    static void read_scalar(YAML::Node const& node, Source& source) {
        auto const& text = node.Scalar();
        source.kind = Source::Kind::text;
        source.text = text;
        bool const quoted = node.Tag() == "!";
        if (quoted) return;
        if (text == "true" || text == "false" || text == "True" || text == "False") {
            source.kind = Source::Kind::boolean;
            source.boolean = text == "true" || text == "True";
        } else if (text == "~" || text == "null" || text.empty()) {
            source.kind = Source::Kind::null;
        } else if (auto const number = parse_decimal(text)) {
            source.kind = Source::Kind::number;
            source.number = *number;
        }
    }

    std::size_t nodes_ = 0;
};

Result<std::string> read_file(fs::path const& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return Error{ErrorCode::not_found, path.string() + ": no such file"};
    std::ostringstream text;
    text << file.rdbuf();
    if (file.bad()) return Error{ErrorCode::unavailable, path.string() + ": cannot be read"};
    return text.str();
}

bool is_yaml(fs::path const& path) {
    return path.extension() == ".yaml" || path.extension() == ".yml" ||
        path.extension() == ".publicodes";
}

Result<Source> read_one(fs::path const& path) {
    auto const text = TRY(read_file(path));
    auto source = is_yaml(path) ? parse_model_yaml(text) : parse_model_json(text);
    if (source.ok()) return source;
    return Error{source.error().code, path.string() + ": " + source.error().message};
}

Result<Source> read_folder(fs::path const& folder) {
    std::vector<fs::path> files;
    for (auto const& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file() && is_yaml(entry.path())) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    Source model;
    model.kind = Source::Kind::map;
    for (auto const& file : files) {
        Source part = TRY(read_one(file));
        if (part.kind == Source::Kind::null) continue;
        if (part.kind != Source::Kind::map)
            return Error{ErrorCode::bad_input, file.string() + ": not a map of rules"};
        std::move(part.keys.begin(), part.keys.end(), std::back_inserter(model.keys));
        std::move(part.items.begin(), part.items.end(), std::back_inserter(model.items));
    }
    if (files.empty())
        return Error{ErrorCode::not_found, folder.string() + ": no YAML file in this folder"};
    return model;
}

} // namespace

Result<Source> parse_model_yaml(std::string_view text) {
    try {
        return YamlReader().read(YAML::Load(std::string(text)), 0);
    } catch (YAML::Exception const& caught) {
        return yaml_error(caught.mark, caught.msg);
    }
}

Result<Source> read_model_file(std::string const& path) {
    try {
        return fs::is_directory(path) ? read_folder(path) : read_one(path);
    } catch (fs::filesystem_error const& caught) {
        return Error{ErrorCode::unavailable, caught.what()};
    }
}

} // namespace prevenance
