// Reads JSON from outside event by event, within bounds that keep any text harmless.
//
// What is built from the events is the sink's business: a tree of values, or a rules model.
#pragma once

#include "core/base/result.h"
#include "core/wire/json.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

namespace prevenance {

/// Walks the text and leaves a trace of how far the parser has read, for messages and positions.
class TracingIterator {
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = char const*;
    using reference = char const&;

    TracingIterator(char const* at, char const** furthest)
        : at_(at)
        , furthest_(furthest) {}

    reference operator*() const { return *at_; }

    TracingIterator& operator++() {
        ++at_;
        *furthest_ = at_;
        return *this;
    }

    TracingIterator operator++(int) {
        auto const before = *this;
        ++*this;
        return before;
    }

    bool operator==(TracingIterator const& other) const { return at_ == other.at_; }

private:
    char const* at_;
    char const** furthest_;
};

/// The library's own sentence without the part that quotes the text: that may be personal data.
std::string without_quotation(std::string_view sentence);

/// `reason`, with the line and column of a byte of the text.
Error complain_at(std::string_view text, std::size_t position, std::string const& reason);

/// Checks each event of the library against the bounds of parse_json(), then hands it to the sink.
///
/// A sink has put(null | bool | number | std::string), open_object(), open_array(), close() and
/// key(name), the last two answering with a complaint, empty when there is none.
template <typename Sink>
class BoundedEvents {
public:
    explicit BoundedEvents(Sink& sink)
        : sink_(&sink) {}

    std::string complaint;

    bool null() { return put(nullptr); }

    bool boolean(bool value) { return put(value); }

    bool number_integer(std::int64_t value) {
        if (value < -whole_number_max || value > whole_number_max) return refuse_number();
        return put(value);
    }

    bool number_unsigned(std::uint64_t value) {
        if (value > static_cast<std::uint64_t>(whole_number_max)) return refuse_number();
        return put(value);
    }

    bool number_float(double value, std::string const& written) {
        // Digits alone, yet too many for 64 bits: the library would round them silently.
        if (written.find_first_of(".eE") == std::string::npos) return refuse_number();
        return put(value);
    }

    bool string(std::string& value) {
        if (value.find('\0') != std::string::npos) return refuse("a text holds a NUL");
        return put(std::move(value));
    }

    bool binary(nlohmann::json::binary_t&) { return refuse("binary data"); }

    bool start_object(std::size_t) { return enter() && (sink_->open_object(), true); }

    bool start_array(std::size_t) { return enter() && (sink_->open_array(), true); }

    bool end_object() { return leave(); }

    bool end_array() { return leave(); }

    bool key(std::string& name) {
        if (name.find('\0') != std::string::npos) return refuse("a key holds a NUL");
        return accept(sink_->key(std::move(name)));
    }

    bool parse_error(std::size_t, std::string const&, nlohmann::json::exception const& error) {
        return refuse(without_quotation(error.what()));
    }

private:
    static constexpr std::int64_t whole_number_max = 9'007'199'254'740'992; // 2^53

    bool refuse(std::string reason) {
        complaint = std::move(reason);
        return false;
    }

    bool refuse_number() { return refuse("a whole number beyond 2^53"); }

    bool accept(std::string reason) { return reason.empty() || refuse(std::move(reason)); }

    template <typename Value>
    bool put(Value&& value) {
        sink_->put(std::forward<Value>(value));
        return true;
    }

    bool enter() {
        if (depth_ == json_depth_max) return refuse("nested too deep");
        ++depth_;
        return true;
    }

    bool leave() {
        --depth_;
        return accept(sink_->close());
    }

    Sink* sink_;
    int depth_ = 0;
};

/// Reads one JSON text into the sink.
///
/// `furthest`  follows the reading, so that the sink can tell where it is.
///
/// Errors: as parse_json().
template <typename Sink>
Status read_json(std::string_view text, Sink& sink, char const*& furthest) {
    // The library stops at a NUL as if the text ended there.
    auto const nul = text.find('\0');
    if (nul != std::string_view::npos) return complain_at(text, nul, "a NUL byte");

    char const* const begin = text.data();
    furthest = begin;
    BoundedEvents<Sink> events(sink);
    bool const read = nlohmann::json::sax_parse(
        TracingIterator(begin, &furthest), TracingIterator(begin + text.size(), &furthest), &events
    );
    if (read) return Done{};
    auto const consumed = static_cast<std::size_t>(furthest - begin);
    return complain_at(text, consumed == 0 ? 0 : consumed - 1, events.complaint);
}

} // namespace prevenance
