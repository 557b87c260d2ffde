//! A picture read back, and the figures one can take from it.

use bevy::math::{Vec2, Vec3};
use std::path::Path;

/// 8-bit RGB pixels.
pub struct Frame {
    pub width: usize,
    pub height: usize,
    pixels: Vec<u8>,
}

impl Frame {
    pub fn read(path: &Path) -> Self {
        let file = std::io::BufReader::new(std::fs::File::open(path).unwrap());
        let mut reader = png::Decoder::new(file).read_info().unwrap();
        let (width, height) = (reader.info().width as usize, reader.info().height as usize);
        let mut pixels = vec![0; width * height * 3];
        reader.next_frame(&mut pixels).unwrap();
        Self { width, height, pixels }
    }

    /// Red, green and blue, 0–1.
    pub fn at(&self, x: usize, y: usize) -> Vec3 {
        let i = 3 * (y * self.width + x);
        Vec3::new(self.pixels[i] as f32, self.pixels[i + 1] as f32, self.pixels[i + 2] as f32)
            / 255.0
    }

    /// Brightness 0–1, as weighted by the eye.
    pub fn light(&self, x: usize, y: usize) -> f32 {
        self.at(x, y).dot(Vec3::new(0.2126, 0.7152, 0.0722))
    }

    /// Every pixel of a part of the picture; corners as shares of its size.
    pub fn part(&self, from: Vec2, to: Vec2) -> impl Iterator<Item = (usize, usize)> {
        let size = Vec2::new(self.width as f32, self.height as f32);
        let (from, to) = ((from * size).as_usizevec2(), (to * size).as_usizevec2());
        (from.y..to.y).flat_map(move |y| (from.x..to.x).map(move |x| (x, y)))
    }

    pub fn mean_light(&self) -> f32 {
        let all = self.part(Vec2::ZERO, Vec2::ONE);
        all.map(|(x, y)| self.light(x, y)).sum::<f32>() / (self.width * self.height) as f32
    }

    /// Share of the pixels that differ from their right or lower neighbour.
    pub fn edges(&self) -> f32 {
        const STEP: f32 = 0.04;
        let is_edge = |x: usize, y: usize| {
            let here = self.light(x, y);
            (self.light(x + 1, y) - here).abs() > STEP || (self.light(x, y + 1) - here).abs() > STEP
        };
        let inner = (0..self.height - 1).flat_map(|y| (0..self.width - 1).map(move |x| (x, y)));
        inner.filter(|(x, y)| is_edge(*x, *y)).count() as f32 / (self.width * self.height) as f32
    }

    /// Share of a part whose brightness lies in a range.
    pub fn share(&self, from: Vec2, to: Vec2, range: std::ops::Range<f32>) -> f32 {
        let lights: Vec<f32> = self.part(from, to).map(|(x, y)| self.light(x, y)).collect();
        lights.iter().filter(|light| range.contains(light)).count() as f32 / lights.len() as f32
    }

    /// The largest and the mean difference of any channel to another picture, 0–255.
    pub fn difference(&self, other: &Self) -> (u8, f32) {
        let steps = self.pixels.iter().zip(&other.pixels).map(|(a, b)| a.abs_diff(*b));
        let sum: f32 = steps.clone().map(f32::from).sum();
        (steps.max().unwrap(), sum / self.pixels.len() as f32)
    }
}
