//! Mouse and keyboard as a body: the mouse turns the head, W A S D walk, the left button marks or
//! answers, the right button (or E) is the hand, digits speak, telephone and choose. F steps to
//! where one looks when it is let go, Z and C turn by a fixed angle, as a headset's stick does.

use crate::step::{SNAP_RAD, floor_ahead};
use crate::{EYE_HEIGHT_M, RigSystems, speech};
use anlan_stage::{Body, BodyInput, Buttons, Pose, Run};
use bevy::input::mouse::AccumulatedMouseMotion;
use bevy::prelude::*;
use bevy::window::{CursorGrabMode, CursorOptions, PrimaryWindow};
use std::f32::consts::FRAC_PI_2;

/// Walking speed, metres per second.
const WALK_M_PER_S: f32 = 1.6;
/// Turn per mouse count, radians.
const LOOK_RAD: f32 = 0.0022;
/// Turning with the arrow keys, radians per second.
const KEY_TURN_RAD_PER_S: f32 = 1.6;
/// Esc held this long is the exit gesture, seconds.
const EXIT_HOLD_S: f32 = 2.0;
/// Straight up and down would lose the sense of ahead, radians.
const PITCH_MAX_RAD: f32 = FRAC_PI_2 - 0.05;

const DIGITS: [KeyCode; speech::LINES_MAX] = [
    KeyCode::Digit1,
    KeyCode::Digit2,
    KeyCode::Digit3,
    KeyCode::Digit4,
    KeyCode::Digit5,
    KeyCode::Digit6,
    KeyCode::Digit7,
    KeyCode::Digit8,
    KeyCode::Digit9,
];

pub(crate) fn plugin(app: &mut App) {
    app.init_resource::<Desk>()
        .add_systems(PreUpdate, gather_input.after(bevy::input::InputSystems))
        .add_systems(Update, hold_cursor)
        .add_systems(FixedUpdate, steer_desktop.in_set(RigSystems));
}

/// What keys and mouse have said since the last tick.
#[derive(Resource, Default)]
struct Desk {
    pitch: f32,
    turn: f32,
    walk: Vec2,
    is_holding: bool,
    pressed_mark: bool,
    pressed_skip: bool,
    is_stepping: bool,
    steps: bool,
    digit: Option<usize>,
    exit_held_s: f32,
}

fn gather_input(
    mut desk: ResMut<Desk>,
    keys: Res<ButtonInput<KeyCode>>,
    buttons: Res<ButtonInput<MouseButton>>,
    motion: Res<AccumulatedMouseMotion>,
    time: Res<Time<Real>>,
) {
    let axis = |minus: &[KeyCode], plus: &[KeyCode]| {
        let down = |list: &[KeyCode]| keys.any_pressed(list.iter().copied()) as i8;
        f32::from(down(plus) - down(minus))
    };
    let key_turn = KEY_TURN_RAD_PER_S * time.delta_secs();
    desk.turn -= motion.delta.x * LOOK_RAD;
    desk.turn += axis(&[KeyCode::ArrowRight], &[KeyCode::ArrowLeft]) * key_turn;
    let pitch =
        axis(&[KeyCode::ArrowDown], &[KeyCode::ArrowUp]) * key_turn - motion.delta.y * LOOK_RAD;
    desk.pitch = (desk.pitch + pitch).clamp(-PITCH_MAX_RAD, PITCH_MAX_RAD);
    desk.walk = Vec2::new(
        axis(&[KeyCode::KeyA], &[KeyCode::KeyD]),
        axis(&[KeyCode::KeyW], &[KeyCode::KeyS]),
    );
    desk.is_holding = buttons.pressed(MouseButton::Right) || keys.pressed(KeyCode::KeyE);
    desk.pressed_mark |=
        buttons.just_pressed(MouseButton::Left) || keys.just_pressed(KeyCode::Space);
    desk.pressed_skip |= keys.just_pressed(KeyCode::KeyX);
    desk.is_stepping = keys.pressed(KeyCode::KeyF);
    desk.steps |= keys.just_released(KeyCode::KeyF);
    for (key, way) in [(KeyCode::KeyZ, 1.0), (KeyCode::KeyC, -1.0)] {
        if keys.just_pressed(key) {
            desk.turn += way * SNAP_RAD;
        }
    }
    if let Some(digit) = DIGITS.iter().position(|d| keys.just_pressed(*d)) {
        desk.digit = Some(digit);
    }
    let is_leaving = keys.pressed(KeyCode::Escape);
    desk.exit_held_s = if is_leaving { desk.exit_held_s + time.delta_secs() } else { 0.0 };
}

fn steer_desktop(
    mut desk: ResMut<Desk>,
    body: Res<Body>,
    run: Res<Run>,
    mut inputs: MessageWriter<BodyInput>,
) {
    let head = Pose { at: Vec3::Y * EYE_HEIGHT_M, rot: Quat::from_rotation_x(desk.pitch) };
    let ahead = Quat::from_rotation_y(body.yaw) * Vec3::new(desk.walk.x, 0.0, desk.walk.y);
    let goal = floor_ahead(&body, &head);
    let mut input = BodyInput {
        head,
        hand: head,
        turn: desk.turn,
        goal: goal.filter(|_| desk.is_stepping),
        teleport: goal.filter(|_| std::mem::take(&mut desk.steps)),
        walk: Vec2::new(ahead.x, ahead.z).clamp_length_max(1.0) * WALK_M_PER_S,
        buttons: Buttons {
            mark: desk.pressed_mark,
            hold: desk.is_holding,
            skip: desk.pressed_skip,
            exit: desk.exit_held_s >= EXIT_HOLD_S,
        },
        ..default()
    };
    if let Some(digit) = desk.digit.take() {
        speech::speak(&mut input, digit, &run.attempt);
    }
    desk.turn = 0.0;
    desk.pressed_mark = false;
    desk.pressed_skip = false;
    inputs.write(input);
}

/// The cursor belongs to the view while the window has the focus.
fn hold_cursor(mut windows: Query<(&Window, &mut CursorOptions), With<PrimaryWindow>>) {
    for (window, mut cursor) in &mut windows {
        let mode = if window.focused { CursorGrabMode::Locked } else { CursorGrabMode::None };
        if cursor.grab_mode != mode {
            cursor.grab_mode = mode;
            cursor.visible = !window.focused;
        }
    }
}
