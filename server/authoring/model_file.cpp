#include "server/authoring/model_file.h"

#include "core/base/text.h"
#include "core/wire/model_json.h"
#include "server/authoring/template.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
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
    explicit YamlReader(std::uint32_t file)
        : file_(file) {}

    Result<Source> read(YAML::Node const& node, int depth) {
        if (depth > depth_max || ++nodes_ > nodes_max)
            return yaml_error(node.Mark(), "too deep or too large");
        Source source;
        source.position = position_of(node.Mark());
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
            source.key_positions.push_back(position_of(entry.first.Mark()));
            source.items.push_back(TRY(read(entry.second, depth + 1)));
        }
        return source;
    }

private:
    Position position_of(YAML::Mark const& mark) const {
        Position position;
        position.line = static_cast<std::uint32_t>(mark.line + 1);
        position.column = static_cast<std::uint32_t>(mark.column + 1);
        position.file = file_;
        return position;
    }

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

    std::uint32_t file_;
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

bool holds_examples(fs::path const& path) {
    auto const name = path.filename().string();
    return name.ends_with(".exemples.yaml") || name.ends_with(".exemples.yml");
}

bool is_script(fs::path const& path) {
    return path.extension() == ".js" || path.extension() == ".mjs";
}

/// How many bytes of UTF-8 an escape sequence stands for; a half of a surrogate pair for two.
std::size_t bytes_of_escape(std::string_view escape) {
    if (escape[1] != 'u') return 1;
    auto const unit = std::strtoul(std::string(escape.substr(2, 4)).c_str(), nullptr, 16);
    bool const is_half = unit >= 0xD800 && unit < 0xE000;
    return unit < 0x80 ? 1 : unit < 0x800 || is_half ? 2 : 3;
}

/// Where each byte of a text stands in the script that quotes it.
std::vector<std::size_t> unquoted_offsets(std::string_view script, std::size_t begin) {
    constexpr std::size_t unicode_escape = 6;
    std::vector<std::size_t> offsets;
    for (auto at = begin + 1; at < script.size() && script[at] != '"';) {
        bool const escapes = script[at] == '\\' && at + 1 < script.size();
        offsets.insert(offsets.end(), escapes ? bytes_of_escape(script.substr(at)) : 1, at);
        at += !escapes ? 1 : script[at + 1] == 'u' ? unicode_escape : 2;
    }
    return offsets;
}

/// Turns places in a text, one line long, into places in the script that quotes it.
class PlacesInScript {
public:
    PlacesInScript(std::string_view script, std::size_t begin)
        : offsets_(unquoted_offsets(script, begin))
        , line_(
              1 +
              static_cast<std::uint32_t>(std::count(
                  script.begin(), script.begin() + static_cast<std::ptrdiff_t>(begin), '\n'
              ))
          )
        , line_start_(script.substr(0, begin).rfind('\n') + 1) {}

    void translate(Source& source) const {
        translate(source.position);
        for (auto& position : source.key_positions)
            translate(position);
        for (auto& item : source.items)
            translate(item);
    }

private:
    void translate(Position& position) const {
        auto const column = std::size_t{position.column};
        if (position.line != 1 || column == 0 || column > offsets_.size()) return;
        position.line = line_;
        position.column = static_cast<std::uint32_t>(offsets_[column - 1] - line_start_ + 1);
    }

    std::vector<std::size_t> offsets_;
    std::uint32_t line_;
    std::size_t line_start_; ///< npos + 1 is 0: the first line.
};

/// Some packages publish a script around one long text, the model in JSON.
Result<Source> parse_script(std::string_view text) {
    auto const begin = text.find("\"{\\\"");
    auto end = begin;
    if (begin != std::string_view::npos)
        for (++end; end < text.size() && text[end] != '"'; ++end)
            if (text[end] == '\\') ++end;
    if (begin == std::string_view::npos || end >= text.size())
        return Error{ErrorCode::bad_input, "no model in this script; give its JSON or YAML file"};
    auto const literal = TRY(parse_model_json(text.substr(begin, end - begin + 1)));
    auto model = TRY(parse_model_json(literal.text));
    PlacesInScript(text, begin).translate(model);
    return model;
}

Result<Source> parse_model(std::string const& text, fs::path const& path, std::uint32_t file) {
    if (is_script(path)) return parse_script(text);
    if (!is_yaml(path)) return parse_model_json(text);
    return expand_templates(TRY(parse_model_yaml(text, file)));
}

Result<Source> read_one(fs::path const& path, std::uint32_t file) {
    auto const text = TRY(read_file(path));
    auto source = parse_model(text, path, file);
    if (source.ok()) return source;
    return Error{source.error().code, path.string() + ": " + source.error().message};
}

/// Puts the files of a folder together.
class FolderReader {
public:
    FolderReader() {
        files_.model.kind = Source::Kind::map;
        files_.examples.kind = Source::Kind::list;
    }

    Status add(fs::path const& path) {
        files_.paths.push_back(path.string());
        Source part = TRY(read_one(path, static_cast<std::uint32_t>(files_.paths.size() - 1)));
        if (part.kind == Source::Kind::null) return Done{};
        if (holds_examples(path)) return add_examples(std::move(part));
        if (part.kind != Source::Kind::map)
            return Error{ErrorCode::bad_input, path.string() + ": write a map from names to rules"};
        return add_rules(std::move(part));
    }

    ModelFiles finish() && { return std::move(files_); }

private:
    Status add_examples(Source part) {
        if (part.kind != Source::Kind::list)
            return Error{ErrorCode::bad_input, files_.paths.back() + ": write a list of examples"};
        std::move(part.items.begin(), part.items.end(), std::back_inserter(files_.examples.items));
        return Done{};
    }

    Status add_rules(Source part) {
        auto& model = files_.model;
        for (std::size_t i = 0; i < part.keys.size(); ++i) {
            auto const [known, added] = declared_.emplace(part.keys[i], part.position_of(i));
            if (!added)
                return Error{
                    ErrorCode::bad_input,
                    files_.place(part.position_of(i)) + ": the rule '" + part.keys[i] +
                        "' is already declared in " + files_.place(known->second) +
                        "; rename or remove one of the two"};
            model.keys.push_back(std::move(part.keys[i]));
            model.key_positions.push_back(part.position_of(i));
            model.items.push_back(std::move(part.items[i]));
        }
        return Done{};
    }

    ModelFiles files_;
    std::map<std::string, Position> declared_;
};

Result<ModelFiles> read_folder(fs::path const& folder) {
    std::vector<fs::path> paths;
    for (auto const& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file() && is_yaml(entry.path())) paths.push_back(entry.path());
    if (paths.empty())
        return Error{ErrorCode::not_found, folder.string() + ": no YAML file in this folder"};
    std::sort(paths.begin(), paths.end());
    FolderReader reader;
    for (auto const& path : paths)
        TRY(reader.add(path));
    return std::move(reader).finish();
}

Result<ModelFiles> read_single(fs::path const& path) {
    ModelFiles files;
    files.model = TRY(read_one(path, 0));
    files.examples.kind = Source::Kind::list;
    files.paths.push_back(path.string());
    return files;
}

} // namespace

std::string ModelFiles::place(Position position) const {
    auto text = position.file < paths.size() ? paths[position.file] : std::string();
    if (position.line == 0) return text;
    return text + ':' + std::to_string(position.line) + ':' + std::to_string(position.column);
}

Result<Source> parse_model_yaml(std::string_view text, std::uint32_t file) {
    try {
        return YamlReader(file).read(YAML::Load(std::string(text)), 0);
    } catch (YAML::Exception const& caught) {
        return yaml_error(caught.mark, caught.msg);
    }
}

Result<ModelFiles> read_model_files(std::string const& path) {
    try {
        return fs::is_directory(path) ? read_folder(path) : read_single(path);
    } catch (fs::filesystem_error const& caught) {
        return Error{ErrorCode::unavailable, caught.what()};
    }
}

Result<Source> read_model_file(std::string const& path) {
    auto files = TRY(read_model_files(path));
    return std::move(files.model);
}

} // namespace prevenance
