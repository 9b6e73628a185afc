#include "web/view/tree_bytes.h"

#include "web/view/word_reader.h"

#include <cstring>

namespace prevenance {

namespace {

constexpr std::size_t node_words = 6;

Error malformed(char const* what) {
    return Error{ErrorCode::bad_input, std::string("tree: ") + what};
}

void append(std::string& bytes, std::uint32_t word) {
    char raw[word_bytes];
    std::memcpy(raw, &word, word_bytes);
    bytes.append(raw, word_bytes);
}

std::uint32_t looks_of(Node const& node) {
    return static_cast<std::uint32_t>(node.role) | static_cast<std::uint32_t>(node.tone) << 8U |
        static_cast<std::uint32_t>(node.input) << 12U |
        static_cast<std::uint32_t>(node.state) << 16U | (node.level & 15U) << 20U |
        (node.primary ? 1U << 24U : 0U) | (node.current ? 1U << 25U : 0U) |
        (node.checked ? 1U << 26U : 0U) | (node.disabled ? 1U << 27U : 0U) |
        (node.external ? 1U << 28U : 0U);
}

/// Looks taken apart, field by field from the lowest bit.
class Looks {
public:
    explicit Looks(std::uint32_t word)
        : word_(word) {}

    std::uint32_t field(unsigned bits) {
        auto const value = word_ & ((1U << bits) - 1);
        word_ >>= bits;
        return value;
    }

    /// An enum whose greatest value is `last`; all_known() is false when there is no such value.
    template <typename Enum>
    Enum named(unsigned bits, Enum last) {
        auto const value = field(bits);
        known_ = known_ && value <= static_cast<std::uint32_t>(last);
        return static_cast<Enum>(value);
    }

    bool all_known() const { return known_ && word_ == 0; }

private:
    std::uint32_t word_;
    bool known_ = true;
};

Status read_looks(Node& node, std::uint32_t word) {
    Looks looks(word);
    node.role = looks.named(8, Role::loading);
    node.tone = looks.named(4, Tone::error);
    node.input = looks.named(4, Input::date);
    node.state = looks.named(4, StepState::done);
    node.level = static_cast<std::uint8_t>(looks.field(4));
    for (auto* flag : {&node.primary, &node.current, &node.checked, &node.disabled, &node.external})
        *flag = looks.field(1) != 0;
    if (!looks.all_known()) return malformed("unknown looks");
    return Done{};
}

/// Takes texts off the front, in order.
class TextReader {
public:
    explicit TextReader(std::span<std::byte const> bytes)
        : text_(reinterpret_cast<char const*>(bytes.data()), bytes.size()) {}

    Result<std::string> take(std::uint32_t size) {
        if (size > text_.size()) return malformed("text out of range");
        std::string const taken(text_.substr(0, size));
        text_.remove_prefix(size);
        return taken;
    }

    bool at_end() const { return text_.empty(); }

private:
    std::string_view text_;
};

Result<Node> read_node(WordReader& words, TextReader& texts, std::size_t position) {
    Node node;
    node.id = words.whole();
    auto const parent = words.whole();
    if (parent > position) return malformed("a child before its parent");
    node.parent = parent == 0 ? no_parent : parent - 1;
    TRY(read_looks(node, words.whole()));
    for (auto* text : {&node.text, &node.value, &node.error})
        *text = TRY(texts.take(words.whole()));
    return node;
}

} // namespace

std::string write_tree(Tree const& tree) {
    std::string bytes;
    append(bytes, static_cast<std::uint32_t>(tree.nodes.size()));
    for (auto const& node : tree.nodes) {
        append(bytes, node.id);
        append(bytes, node.parent == no_parent ? 0 : node.parent + 1);
        append(bytes, looks_of(node));
        for (auto const* text : {&node.text, &node.value, &node.error})
            append(bytes, static_cast<std::uint32_t>(text->size()));
    }
    for (auto const& node : tree.nodes) {
        bytes += node.text;
        bytes += node.value;
        bytes += node.error;
    }
    return bytes;
}

Result<Tree> read_tree(std::span<std::byte const> bytes) {
    if (bytes.size() < word_bytes) return malformed("no count");
    WordReader words(bytes);
    std::size_t const count = words.whole();
    if (count > words.rest().size() / (node_words * word_bytes)) return malformed("too short");
    TextReader texts(words.rest().subspan(count * node_words * word_bytes));
    Tree tree;
    tree.nodes.reserve(count);
    for (std::size_t position = 0; position < count; ++position)
        tree.nodes.push_back(TRY(read_node(words, texts, position)));
    if (!texts.at_end()) return malformed("text left over");
    return tree;
}

} // namespace prevenance
