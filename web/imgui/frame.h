// One drawn frame as plain memory, in the shape that web/imgui/webgl.js reads word by word.
//
// Everything pointed to lives until the next frame. Lengths are device pixels.
#pragma once

#include <cstdint>

namespace prevenance {

/// Rows of a one-byte-a-pixel texture that changed. All rows: the texture is new.
struct TextureUpload {
    std::uint32_t texture = 0;
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    std::uint32_t first_row = 0;
    std::uint32_t row_count = 0;           ///< 0: the texture is no longer used.
    unsigned char const* pixels = nullptr; ///< Of the first of these rows.
};

/// Triangles within one mesh that share a clip rectangle and a texture.
struct DrawCommand {
    std::uint32_t texture = 0;
    std::uint32_t index_count = 0;
    std::uint32_t first_index = 0;
    std::uint32_t first_vertex = 0;
    float clip_left = 0;
    float clip_top = 0;
    float clip_right = 0;
    float clip_bottom = 0;
};

/// A vertex is x, y, u, v as floats and four bytes of colour; an index is two bytes.
struct Mesh {
    void const* vertices = nullptr;
    std::uint32_t vertex_count = 0;
    void const* indices = nullptr;
    std::uint32_t index_count = 0;
    DrawCommand const* commands = nullptr;
    std::uint32_t command_count = 0;
};

struct Frame {
    float width = 0;
    float height = 0;
    std::uint32_t background = 0; ///< 0xAABBGGRR.
    TextureUpload const* uploads = nullptr;
    std::uint32_t upload_count = 0;
    Mesh const* meshes = nullptr;
    std::uint32_t mesh_count = 0;
    float keyboard_top = 0;      ///< Where the on-screen keyboard begins; `height` without one.
    std::uint32_t typed = 0;     ///< Unicode character of the key just pressed; 0: none.
    std::uint32_t unsettled = 0; ///< 1: draw once more, input is still waiting.
};

#ifdef __EMSCRIPTEN__
static_assert(sizeof(TextureUpload) == 24 && sizeof(DrawCommand) == 32);
static_assert(sizeof(Mesh) == 24 && sizeof(Frame) == 40);
#endif

} // namespace prevenance
