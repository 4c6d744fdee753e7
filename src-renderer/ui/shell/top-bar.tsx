import Search from '@mui/icons-material/Search'
import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { desktopBridge } from '../../client.ts'
import { useMay, useSession } from '../../state/session.tsx'
import { sizes } from '../../theme/tokens.ts'
import { shortcutText } from '../action/action.ts'
import { isMac } from '../platform.ts'
import { TokenLight } from '../tokens/token-light.tsx'
import { AuthoritySwitcher } from './authority-switcher.tsx'
import { Brand } from './brand.tsx'
import { NoticeBell } from './notice-bell.tsx'
import { OperatorMenu } from './operator-menu.tsx'
import { useShellDialog } from './shell-dialogs.tsx'
import { TaskTray } from './task-tray.tsx'

/** 56 px: on the desktop this is the title bar, so empty space drags the window and native buttons keep their place. */
export function TopBar(): ReactElement {
  const { t } = useTranslation('ui')
  const { status } = useSession()
  const dialog = useShellDialog()
  const desktop = desktopBridge() !== undefined
  const mayRead = useMay('authority.read')
  const mayFind = useMay('certificate.read')
  return (
    <Box
      component="header"
      sx={{
        height: sizes.bar,
        flex: 'none',
        display: 'flex',
        alignItems: 'center',
        gap: 4,
        px: 4,
        borderBottom: 1,
        borderColor: 'divider',
        bgcolor: 'background.paper',
        ...(desktop
          ? {
              WebkitAppRegion: 'drag',
              paddingLeft: 'max(16px, env(titlebar-area-x, 16px))',
              // The native buttons take no more than 160 px; where there are none, nothing is kept free.
              paddingRight:
                'calc(min(100vw - env(titlebar-area-x, 0px) - env(titlebar-area-width, 100vw), 160px) + 16px)',
              '& button, & a, & input': { WebkitAppRegion: 'no-drag' }
            }
          : {})
      }}
    >
      <Box sx={{ width: { xs: 'auto', lg: 200 }, flex: 'none' }}>
        <Brand />
      </Box>
      {mayRead && <AuthoritySwitcher />}
      <ButtonBase
        aria-haspopup="dialog"
        onClick={() => {
          dialog.show('palette')
        }}
        sx={{
          // Gives way before the authority does.
          flex: '0 1000 420px',
          minWidth: 96,
          height: 36,
          px: 3,
          gap: 2,
          border: 1,
          borderColor: 'divider',
          borderRadius: '6px',
          justifyContent: 'flex-start',
          color: 'text.secondary',
          bgcolor: 'background.default'
        }}
      >
        <Search fontSize="small" />
        <Box
          component="span"
          sx={{
            flex: 1,
            minWidth: 0,
            textAlign: 'left',
            whiteSpace: 'nowrap',
            overflow: 'hidden',
            textOverflow: 'ellipsis',
            fontSize: 14
          }}
        >
          {t(mayFind ? 'palette.placeholder' : 'palette.commands')}
        </Box>
        <Typography variant="caption" component="kbd" sx={{ whiteSpace: 'nowrap' }}>
          {shortcutText('mod+k', isMac())}
        </Typography>
      </ButtonBase>
      <Box sx={{ flex: 1, ml: -4 }} />
      {status.demo && (
        <Box
          component="span"
          sx={{
            flex: 'none',
            px: 2.5,
            py: 0.5,
            borderRadius: 999,
            border: 1,
            borderColor: 'divider',
            fontSize: 12,
            whiteSpace: 'nowrap',
            color: 'text.secondary'
          }}
        >
          {t('demo')}
        </Box>
      )}
      <TokenLight />
      <TaskTray />
      <NoticeBell />
      <OperatorMenu />
    </Box>
  )
}
