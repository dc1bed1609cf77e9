// libheif-js has types for its ESM factory only. These are the used parts of the bundled module.

declare module 'libheif-js/wasm-bundle.js' {
  type Handle = { readonly code?: number };

  interface DecodedImage {
    readonly code?: number;
    readonly image: object;
    readonly channels: readonly {
      readonly id: object;
      readonly width: number;
      readonly height: number;
      /** Bytes from one row to the next. */
      readonly stride: number;
      readonly data: Uint8Array;
    }[];
  }

  const libheif: {
    readonly ready: Promise<unknown>;
    readonly heif_error_code: { readonly heif_error_Ok: object };
    readonly heif_colorspace: { readonly heif_colorspace_RGB: object };
    readonly heif_chroma: {
      readonly heif_chroma_interleaved_RGB: object;
      readonly heif_chroma_interleaved_RGBA: object;
    };
    readonly heif_channel: { readonly heif_channel_interleaved: object };
    heif_context_alloc(): object;
    heif_context_read_from_memory(context: object, file: Uint8Array): { readonly code: object };
    heif_js_context_get_primary_image_handle(context: object): Handle;
    heif_image_handle_get_width(handle: Handle): number;
    heif_image_handle_get_height(handle: Handle): number;
    heif_image_handle_has_alpha_channel(handle: Handle): number;
    heif_js_decode_image2(
      handle: Handle,
      colourSpace: object,
      chroma: object,
    ): DecodedImage | Promise<DecodedImage>;
  };
  export default libheif;
}
