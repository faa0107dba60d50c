"use strict";
// zlib in base64 as bytes. Goes into the page and into its worker.
async function unpack(packed) {
  const bytes = Uint8Array.fromBase64 ? Uint8Array.fromBase64(packed)
    : Uint8Array.from(atob(packed), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
async function unpackJson(packed) {
  return JSON.parse(new TextDecoder().decode(await unpack(packed)));
}
