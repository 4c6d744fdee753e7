import type { SvgIconComponent } from '@mui/icons-material'
import Add from '@mui/icons-material/Add'
import Block from '@mui/icons-material/Block'
import Check from '@mui/icons-material/Check'
import Edit from '@mui/icons-material/EditOutlined'
import Empty from '@mui/icons-material/RadioButtonUncheckedOutlined'
import Lock from '@mui/icons-material/LockOutlined'
import Remove from '@mui/icons-material/Remove'
import Tune from '@mui/icons-material/Tune'
import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { MergeRow } from '../../../src-shared/model/request.ts'
import type { StateColours } from '../../theme/theme.ts'

const looks: Readonly<
  Record<MergeRow['outcome'], { readonly icon: SvgIconComponent; readonly colour: keyof StateColours }>
> = {
  taken: { icon: Check, colour: 'past' },
  overridden: { icon: Edit, colour: 'waiting' },
  fixed: { icon: Lock, colour: 'past' },
  defaulted: { icon: Tune, colour: 'past' },
  added: { icon: Add, colour: 'past' },
  dropped: { icon: Remove, colour: 'expiring' },
  refused: { icon: Block, colour: 'failed' },
  absent: { icon: Empty, colour: 'past' }
}

/** What became of a field, as icon and word. */
export function OutcomeMark(props: { readonly outcome: MergeRow['outcome'] }): ReactElement {
  const { t } = useTranslation('requests')
  const { icon: Icon, colour } = looks[props.outcome]
  return (
    <Box
      component="span"
      sx={(theme) => ({
        display: 'inline-flex',
        alignItems: 'center',
        gap: 0.5,
        fontSize: 12,
        fontWeight: 600,
        color: theme.palette.state[colour]
      })}
    >
      <Icon sx={{ fontSize: 14 }} aria-hidden />
      {t(`merge.outcome.${props.outcome}`)}
    </Box>
  )
}
