// Shows frames of the canvas view (web/imgui/frame.h) through WebGL. Knows triangles, nothing else.
//
// One program: a colour times the alpha of a one-byte texture, blended premultiplied. Of the
// context's state only the scissor, the texture and the offsets of a mesh change within a frame.

mergeInto(LibraryManager.library, {
  $webgl: {
    context: null,
    scale: null,
    textures: {},

    VERTEX: 'attribute vec2 place;attribute vec2 spot;attribute vec4 tint;uniform vec2 scale;' +
      'varying vec2 at;varying vec4 color;void main(){at=spot;color=tint;' +
      'gl_Position=vec4(place.x*scale.x-1.,1.-place.y*scale.y,0.,1.);}',
    FRAGMENT: 'precision mediump float;uniform sampler2D letters;varying vec2 at;' +
      'varying vec4 color;void main(){float a=color.a*texture2D(letters,at).a;' +
      'gl_FragColor=vec4(color.rgb*a,a);}',

    // Prepares `canvas`; also after its context was lost and restored. False without WebGL.
    open: function(canvas) {
      var options = {alpha: false, antialias: false, depth: false, powerPreference: 'low-power'};
      var gl = canvas.getContext('webgl', options);
      if (!gl || gl.isContextLost()) return false;
      var program = gl.createProgram();
      [[gl.VERTEX_SHADER, webgl.VERTEX], [gl.FRAGMENT_SHADER, webgl.FRAGMENT]].forEach(
        function(part) {
          var shader = gl.createShader(part[0]);
          gl.shaderSource(shader, part[1]);
          gl.compileShader(shader);
          gl.attachShader(program, shader);
        });
      ['place', 'spot', 'tint'].forEach(function(name, index) {
        gl.bindAttribLocation(program, index, name);
        gl.enableVertexAttribArray(index);
      });
      gl.linkProgram(program);
      if (!gl.getProgramParameter(program, gl.LINK_STATUS)) return false;
      gl.useProgram(program);
      webgl.scale = gl.getUniformLocation(program, 'scale');
      gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
      gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, gl.createBuffer());
      gl.enable(gl.BLEND);
      gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
      gl.enable(gl.SCISSOR_TEST);
      gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
      webgl.context = gl;
      webgl.textures = {};
      return true;
    },

    // Carries out one TextureUpload; `at` is its first word.
    upload: function(at) {
      var gl = webgl.context;
      var id = HEAPU32[at], width = HEAPU32[at + 1], height = HEAPU32[at + 2];
      var row = HEAPU32[at + 3], rows = HEAPU32[at + 4], pixels = HEAPU32[at + 5];
      if (!rows) {
        gl.deleteTexture(webgl.textures[id]);
        delete webgl.textures[id];
        return;
      }
      var bytes = HEAPU8.subarray(pixels, pixels + width * rows);
      if (webgl.textures[id]) {
        gl.bindTexture(gl.TEXTURE_2D, webgl.textures[id]);
        gl.texSubImage2D(
          gl.TEXTURE_2D, 0, 0, row, width, rows, gl.ALPHA, gl.UNSIGNED_BYTE, bytes);
        return;
      }
      webgl.textures[id] = gl.createTexture();
      gl.bindTexture(gl.TEXTURE_2D, webgl.textures[id]);
      gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR);
      gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.LINEAR);
      gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
      gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
      gl.texImage2D(
        gl.TEXTURE_2D, 0, gl.ALPHA, width, height, 0, gl.ALPHA, gl.UNSIGNED_BYTE, bytes);
    },

    // Draws one DrawCommand of the mesh whose buffers are bound; `at` is its first word.
    command: function(at, height) {
      var gl = webgl.context;
      var left = Math.floor(HEAPF32[at + 4]), top = Math.floor(HEAPF32[at + 5]);
      var right = Math.ceil(HEAPF32[at + 6]), bottom = Math.ceil(HEAPF32[at + 7]);
      if (right <= left || bottom <= top) return;
      var first = HEAPU32[at + 3] * 20;
      gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 20, first);
      gl.vertexAttribPointer(1, 2, gl.FLOAT, false, 20, first + 8);
      gl.vertexAttribPointer(2, 4, gl.UNSIGNED_BYTE, true, 20, first + 16);
      gl.bindTexture(gl.TEXTURE_2D, webgl.textures[HEAPU32[at]]);
      gl.scissor(left, height - bottom, right - left, bottom - top);
      gl.drawElements(gl.TRIANGLES, HEAPU32[at + 1], gl.UNSIGNED_SHORT, HEAPU32[at + 2] * 2);
    },

    mesh: function(at, height) {
      var gl = webgl.context;
      var vertices = HEAPU32[at], indices = HEAPU32[at + 2], commands = HEAPU32[at + 4] >> 2;
      gl.bufferData(
        gl.ARRAY_BUFFER, HEAPU8.subarray(vertices, vertices + HEAPU32[at + 1] * 20),
        gl.STREAM_DRAW);
      gl.bufferData(
        gl.ELEMENT_ARRAY_BUFFER, HEAPU8.subarray(indices, indices + HEAPU32[at + 3] * 2),
        gl.STREAM_DRAW);
      for (var index = 0; index < HEAPU32[at + 5]; index++) {
        webgl.command(commands + index * 8, height);
      }
    },

    // Shows the Frame at address `frame`.
    draw: function(frame) {
      var gl = webgl.context;
      var at = frame >> 2;
      var width = HEAPF32[at], height = HEAPF32[at + 1], background = HEAPU32[at + 2];
      var index;
      for (index = 0; index < HEAPU32[at + 4]; index++) {
        webgl.upload((HEAPU32[at + 3] >> 2) + index * 6);
      }
      gl.viewport(0, 0, width, height);
      gl.scissor(0, 0, width, height);
      gl.clearColor(
        (background & 255) / 255, (background >> 8 & 255) / 255, (background >> 16 & 255) / 255, 1);
      gl.clear(gl.COLOR_BUFFER_BIT);
      gl.uniform2f(webgl.scale, 2 / width, 2 / height);
      for (index = 0; index < HEAPU32[at + 6]; index++) {
        webgl.mesh((HEAPU32[at + 5] >> 2) + index * 6, height);
      }
    },
  },
});
