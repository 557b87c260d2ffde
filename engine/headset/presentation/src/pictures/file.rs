//! A picture as a file: PNG, 8 bits, no transparency.

use bevy::prelude::*;
use bevy::render::render_resource::TextureFormat;
use std::path::Path;

/// Writes `image` to `path` and makes its folder if need be.
pub fn write_png(image: &Image, path: &Path) -> Result<(), String> {
    let cannot = |error: &dyn std::fmt::Display| {
        format!("the picture {} cannot be written: {error}", path.display())
    };
    if image.texture_descriptor.format != TextureFormat::Rgba8UnormSrgb {
        return Err(cannot(&"its pixels are in a format that is not expected"));
    }
    let pixels = image.data.as_deref().unwrap_or_default();
    let rgb: Vec<u8> = pixels.chunks_exact(4).flat_map(|p| [p[0], p[1], p[2]]).collect();
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|e| cannot(&e))?;
    }
    let file = std::fs::File::create(path).map_err(|e| cannot(&e))?;
    let mut encoder =
        png::Encoder::new(std::io::BufWriter::new(file), image.width(), image.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_source_srgb(png::SrgbRenderingIntent::Perceptual);
    let mut writer = encoder.write_header().map_err(|e| cannot(&e))?;
    writer.write_image_data(&rgb).map_err(|e| cannot(&e))?;
    writer.finish().map_err(|e| cannot(&e))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn image() -> Image {
        let mut image = Image::new_target_texture(2, 2, TextureFormat::Rgba8UnormSrgb, None);
        image.data = Some([10, 20, 30, 255].repeat(4));
        image
    }

    #[test]
    fn a_picture_comes_back_as_it_was() {
        let path = std::env::temp_dir().join("anlan-presentation/a/b/picture.png");
        write_png(&image(), &path).unwrap();
        let file = std::io::BufReader::new(std::fs::File::open(&path).unwrap());
        let mut reader = png::Decoder::new(file).read_info().unwrap();
        let mut pixels = vec![0; 12];
        reader.next_frame(&mut pixels).unwrap();
        assert_eq!(pixels, [10, 20, 30].repeat(4));
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_a_sentence() {
        let inside_a_file = Path::new("Cargo.toml/x.png");
        let fault = write_png(&image(), inside_a_file).unwrap_err();
        assert!(fault.contains("cannot be written"), "{fault}");
    }
}
