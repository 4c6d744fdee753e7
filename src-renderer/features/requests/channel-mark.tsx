import Autorenew from '@mui/icons-material/AutorenewOutlined'
import Computer from '@mui/icons-material/ComputerOutlined'
import Memory from '@mui/icons-material/MemoryOutlined'
import Router from '@mui/icons-material/RouterOutlined'
import Settings from '@mui/icons-material/SettingsOutlined'
import Terminal from '@mui/icons-material/Terminal'
import Web from '@mui/icons-material/LanguageOutlined'
import type { SvgIconComponent } from '@mui/icons-material'
import Box from '@mui/material/Box'
import Tooltip from '@mui/material/Tooltip'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'

const icons: Readonly<Partial<Record<string, SvgIconComponent>>> = {
  desk: Computer,
  cli: Terminal,
  acme: Autorenew,
  scep: Router,
  est: Memory,
  cmp: Memory,
  cep: Router,
  rest: Web,
  'public-form': Web,
  engine: Settings
}

/** The way on which a request came: a mark and its word; in a narrow column the word comes on hover. */
export function ChannelMark(props: { readonly channel: string; readonly short?: boolean }): ReactElement {
  const { t } = useTranslation('ui')
  const Icon = icons[props.channel] ?? Settings
  const word = t(`channel.${props.channel}`)
  if (props.short === true)
    return (
      <Tooltip title={word}>
        <Icon fontSize="small" color="action" titleAccess={word} />
      </Tooltip>
    )
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 1.5, minWidth: 0 }}>
      <Icon fontSize="small" color="action" aria-hidden />
      <span>{word}</span>
    </Box>
  )
}
