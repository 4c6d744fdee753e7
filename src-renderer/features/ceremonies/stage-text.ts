/** Sizes of the stage: read from the back of a room on a projector, and still whole at 1024 by 700. */
export const stageTitle = 'clamp(24px, 2.6vw, 44px)'
export const stageProse = 'clamp(19px, 1.8vw, 32px)'
export const stageSmall = 'clamp(14px, 1.05vw, 20px)'
