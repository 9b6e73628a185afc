#include "web/imgui/canvas.h"

#include "core/base/ensure.h"
#include "web/imgui/paint.h"
#include "web/imgui/theme.h"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

namespace prevenance {

namespace {

/// Dear ImGui wants time to pass between frames; nothing we draw depends on how much.
constexpr float frame_seconds = 1.0F / 60;

/// The field that the on-screen keyboard types into, or nullptr: no keyboard then.
Node const* keyboard_field(Tree const& tree, Viewport const& viewport) {
    if (!viewport.kiosk || viewport.focused == 0) return nullptr;
    Node const* const node = find_node(tree, viewport.focused);
    return node != nullptr && node->role == Role::field ? node : nullptr;
}

TextureUpload upload_of(ImTextureData& texture, bool whole) {
    TextureUpload upload;
    upload.texture = static_cast<std::uint32_t>(texture.UniqueID);
    upload.width = static_cast<std::uint32_t>(texture.Width);
    upload.height = static_cast<std::uint32_t>(texture.Height);
    upload.first_row = whole ? 0 : texture.UpdateRect.y;
    upload.row_count = whole ? upload.height : texture.UpdateRect.h;
    upload.pixels =
        static_cast<unsigned char const*>(texture.GetPixelsAt(0, static_cast<int>(upload.first_row))
        );
    return upload;
}

} // namespace

Canvas::Canvas()
    : context_(ImGui::CreateContext()) {
    ImGui::SetCurrentContext(context_);
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.BackendFlags |=
        ImGuiBackendFlags_RendererHasTextures | ImGuiBackendFlags_RendererHasVtxOffset;
    io.ConfigFlags |= ImGuiConfigFlags_NoMouseCursorChange;
    io.Fonts->TexDesiredFormat = ImTextureFormat_Alpha8;
    io.Fonts->Flags |= ImFontAtlasFlags_NoMouseCursors | ImFontAtlasFlags_NoBakedLines;
}

Canvas::~Canvas() {
    ImGui::SetCurrentContext(context_);
    for (ImTextureData* const texture : ImGui::GetPlatformIO().Textures) {
        texture->SetTexID(ImTextureID_Invalid);
        texture->SetStatus(ImTextureStatus_Destroyed);
    }
    ImGui::DestroyContext(context_);
}

Status Canvas::add_font(Weight weight, std::string_view font) {
    ImGui::SetCurrentContext(context_);
    return faces_.add(*ImGui::GetIO().Fonts, weight, font);
}

void Canvas::point(float x, float y, bool down) {
    ImGui::SetCurrentContext(context_);
    ImGuiIO& io = ImGui::GetIO();
    io.AddMousePosEvent(x, y);
    if (down != pointed_) io.AddMouseButtonEvent(ImGuiMouseButton_Left, down);
    pointed_ = down;
}

void Canvas::forget_textures() {
    ImGui::SetCurrentContext(context_);
    for (ImTextureData* const texture : ImGui::GetPlatformIO().Textures) {
        if (texture->Status == ImTextureStatus_WantDestroy) continue;
        texture->SetTexID(ImTextureID_Invalid);
        texture->SetStatus(ImTextureStatus_Destroyed); // Dear ImGui then asks for it anew.
    }
}

Frame const& Canvas::draw(Tree const& tree, Boxes const& boxes, Viewport const& viewport) {
    ENSURE(ready());
    ImGui::SetCurrentContext(context_);
    Theme const& theme = theme_for(viewport.dark);
    frame_ = Frame{};
    frame_.width = std::max(1.0F, std::round(viewport.width * viewport.pixel_ratio));
    frame_.height = std::max(1.0F, std::round(viewport.height * viewport.pixel_ratio));
    frame_.background = theme.page;
    frame_.keyboard_top = frame_.height;

    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = ImVec2(frame_.width, frame_.height);
    io.DeltaTime = frame_seconds;
    ImGui::NewFrame();
    paint(*ImGui::GetBackgroundDrawList(), faces_, theme, {tree, boxes, viewport});
    Node const* const field = keyboard_field(tree, viewport);
    if (field != nullptr) {
        if (field->id != keyboard_field_) keyboard_.reset();
        KeyboardLayout const layout = keyboard_layout_for(field->input);
        frame_.keyboard_top = Keyboard::top_of(layout, viewport);
        frame_.typed = keyboard_.draw(layout, faces_, theme, viewport);
    }
    keyboard_field_ = field == nullptr ? 0 : field->id;
    ImGui::Render();
    collect_textures();
    collect_meshes();
    frame_.unsettled = context_->InputEventsQueue.empty() && frame_.typed == 0 ? 0 : 1;
    return frame_;
}

void Canvas::collect_textures() {
    uploads_.clear();
    for (ImTextureData* const texture : ImGui::GetPlatformIO().Textures) {
        ImTextureStatus const status = texture->Status;
        if (status == ImTextureStatus_OK || status == ImTextureStatus_Destroyed) continue;
        if (status == ImTextureStatus_WantDestroy) {
            if (texture->UnusedFrames == 0) continue;
            TextureUpload gone;
            gone.texture = static_cast<std::uint32_t>(texture->UniqueID);
            uploads_.push_back(gone);
            texture->SetTexID(ImTextureID_Invalid);
            texture->SetStatus(ImTextureStatus_Destroyed);
            continue;
        }
        uploads_.push_back(upload_of(*texture, status == ImTextureStatus_WantCreate));
        texture->SetTexID(static_cast<ImTextureID>(texture->UniqueID) + 1); // 0 means none.
        texture->SetStatus(ImTextureStatus_OK);
    }
    frame_.uploads = uploads_.data();
    frame_.upload_count = static_cast<std::uint32_t>(uploads_.size());
}

void Canvas::collect_meshes() {
    ImDrawData const& data = *ImGui::GetDrawData();
    std::size_t command_count = 0;
    for (ImDrawList const* const list : data.CmdLists) {
        command_count += static_cast<std::size_t>(list->CmdBuffer.Size);
    }
    commands_.clear();
    commands_.reserve(command_count); // Meshes point into it.
    meshes_.clear();
    for (ImDrawList const* const list : data.CmdLists) {
        Mesh mesh;
        mesh.vertices = list->VtxBuffer.Data;
        mesh.vertex_count = static_cast<std::uint32_t>(list->VtxBuffer.Size);
        mesh.indices = list->IdxBuffer.Data;
        mesh.index_count = static_cast<std::uint32_t>(list->IdxBuffer.Size);
        std::size_t const first = commands_.size();
        for (ImDrawCmd const& command : list->CmdBuffer) {
            if (command.ElemCount == 0) continue;
            ENSURE(command.UserCallback == nullptr);
            DrawCommand copy;
            copy.texture = static_cast<std::uint32_t>(command.GetTexID()) - 1;
            copy.index_count = command.ElemCount;
            copy.first_index = command.IdxOffset;
            copy.first_vertex = command.VtxOffset;
            copy.clip_left = std::max(0.0F, command.ClipRect.x);
            copy.clip_top = std::max(0.0F, command.ClipRect.y);
            copy.clip_right = std::min(frame_.width, command.ClipRect.z);
            copy.clip_bottom = std::min(frame_.height, command.ClipRect.w);
            commands_.push_back(copy);
        }
        mesh.commands = commands_.data() + first;
        mesh.command_count = static_cast<std::uint32_t>(commands_.size() - first);
        meshes_.push_back(mesh);
    }
    frame_.meshes = meshes_.data();
    frame_.mesh_count = static_cast<std::uint32_t>(meshes_.size());
}

} // namespace prevenance
