// The page of a card as it was printed: no light falls on it, no tone mapping dulls it, and it is
// nearest of all, since a card that a wall hides could never be answered.

#import bevy_pbr::forward_io::VertexOutput

@group(#{MATERIAL_BIND_GROUP}) @binding(0) var page: texture_2d<f32>;
@group(#{MATERIAL_BIND_GROUP}) @binding(1) var page_sampler: sampler;

struct Printed {
    @location(0) colour: vec4<f32>,
    @builtin(frag_depth) depth: f32,
}

@fragment
fn fragment(in: VertexOutput) -> Printed {
    var printed: Printed;
    printed.colour = vec4<f32>(textureSample(page, page_sampler, in.uv).rgb, 1.0);
    // Depth is reversed: 1 is at the eye.
    printed.depth = 1.0;
    return printed;
}
