import { alpha, type CSSObject, type Theme } from '@mui/material/styles'

/** A line of the rail, screen or heading. Low windows get lower lines, so that none of them has to scroll. */
export const railRow = (theme: Theme): CSSObject => ({
  width: '100%',
  height: 36,
  '@media (max-height: 820px)': { height: 32 },
  padding: theme.spacing(0, 2.5),
  gap: theme.spacing(3),
  borderRadius: '6px',
  justifyContent: 'flex-start',
  fontSize: 14,
  color: theme.palette.text.primary,
  '& svg': { color: theme.palette.text.secondary },
  '&:hover': { backgroundColor: theme.palette.action.hover },
  '&.active': {
    backgroundColor: alpha(theme.palette.primary.main, 0.12),
    color: theme.palette.primary.main,
    fontWeight: 600
  },
  '&.active svg': { color: theme.palette.primary.main }
})

/** The words of a line; what is too long for the rail ends in an ellipsis. */
export const railWords: CSSObject = {
  flex: 1,
  minWidth: 0,
  whiteSpace: 'nowrap',
  overflow: 'hidden',
  textOverflow: 'ellipsis'
}
