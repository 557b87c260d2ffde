//! Pictures of the kitchen, drawn on software Vulkan through stage and presentation without the
//! program, and judged by figures taken from their pixels. What a score is worth is tested
//! elsewhere; here it is only asked whether one can see.

mod again;
mod aim;
mod figures;
mod frame;
mod people;
mod theatre;
