import Box from '@mui/material/Box'
import { alpha } from '@mui/material/styles'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { lookOf, type StateKind, type StateOf } from './state-look.ts'

interface StateChipProps<K extends StateKind> {
  readonly kind: K
  readonly state: StateOf<K> | (string & {})
  /** Instead of the usual word, e.g. with a number. */
  readonly label?: string
}

/** A state as colour, icon and word together. */
export function StateChip<K extends StateKind>(props: StateChipProps<K>): ReactElement {
  const { t } = useTranslation('ui')
  const { colour, icon: Icon, hollow } = lookOf(props.kind, props.state)
  return (
    <Box
      component="span"
      data-state={props.state}
      sx={(theme) => ({
        display: 'inline-flex',
        alignItems: 'center',
        gap: 1,
        height: 22,
        px: 2,
        borderRadius: 999,
        fontSize: 12,
        lineHeight: '16px',
        fontWeight: 600,
        whiteSpace: 'nowrap',
        color: theme.palette.state[colour],
        border: `1px ${hollow === true ? 'dashed' : 'solid'} ${alpha(theme.palette.state[colour], hollow === true ? 0.7 : 0.25)}`,
        backgroundColor: hollow === true ? 'transparent' : alpha(theme.palette.state[colour], 0.07)
      })}
    >
      <Icon sx={{ fontSize: 14 }} aria-hidden />
      {props.label ?? t(`state.${props.kind}.${props.state}`, { defaultValue: props.state })}
    </Box>
  )
}
