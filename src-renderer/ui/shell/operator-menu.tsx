import Lock from '@mui/icons-material/LockOutlined'
import Logout from '@mui/icons-material/LogoutOutlined'
import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import Divider from '@mui/material/Divider'
import ListItemIcon from '@mui/material/ListItemIcon'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import Typography from '@mui/material/Typography'
import { useQueryClient } from '@tanstack/react-query'
import { useMemo, useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../live.ts'
import { useSession } from '../../state/session.tsx'
import { useActions } from '../action/action-registry.tsx'
import type { Action } from '../action/action.ts'
import { failureOf } from '../display/error-view.tsx'
import { visuallyHidden } from '../display/visually-hidden.ts'
import { roleWords } from '../engine/role-words.ts'
import { useToast } from '../toasts.tsx'
import { LookMenuItems } from './look-menu-items.tsx'

/** Who is signed in, how the window looks, lock and sign-out. */
export function OperatorMenu(): ReactElement {
  const { t, i18n } = useTranslation('ui')
  const { operator } = useSession()
  const client = useQueryClient()
  const toast = useToast()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const { mutate: lock } = useCommand('session.lock')
  const { mutate: signOut } = useCommand('session.sign-out')
  const actions = useMemo<readonly Action[]>(() => {
    const after = {
      onSuccess: () => {
        // Nothing of the last operator stays in memory.
        client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'system.status' })
        void client.invalidateQueries({ queryKey: ['system.status'] })
      },
      onError: (error: unknown) => {
        toast({ tone: 'error', text: failureOf(error).message })
      }
    }
    return [
      {
        id: 'session.lock',
        label: t('operator.lock'),
        icon: Lock,
        run: () => {
          lock({}, after)
        }
      },
      {
        id: 'session.sign-out',
        label: t('operator.signOut'),
        icon: Logout,
        run: () => {
          signOut({}, after)
        }
      }
    ]
  }, [t, lock, signOut, client, toast])
  useActions(actions)
  const name = operator.displayName === '' ? operator.name : operator.displayName
  return (
    <>
      <ButtonBase
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => {
          setAnchor(event.currentTarget)
        }}
        sx={{ gap: 2, height: 36, px: 1.5, borderRadius: '6px' }}
      >
        <Box
          aria-hidden
          sx={{
            display: 'grid',
            placeItems: 'center',
            width: 28,
            height: 28,
            borderRadius: 999,
            bgcolor: 'primary.main',
            color: 'primary.contrastText',
            fontSize: 12,
            fontWeight: 600
          }}
        >
          {initials(name)}
        </Box>
        <Typography
          component="span"
          sx={(theme) => ({
            maxWidth: 140,
            overflow: 'hidden',
            textOverflow: 'ellipsis',
            whiteSpace: 'nowrap',
            // In a small window the initials stand for the name, which stays the name of the button.
            [theme.breakpoints.down('lg')]: visuallyHidden
          })}
        >
          {name}
        </Typography>
      </ButtonBase>
      <Menu
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => {
          setAnchor(null)
        }}
        slotProps={{ paper: { sx: { minWidth: 260 } } }}
      >
        <Box component="li" role="presentation" sx={{ px: 4, py: 2 }}>
          <Typography sx={{ fontWeight: 600 }}>{name}</Typography>
          <Typography variant="caption" color="textSecondary">
            {operator.roles.map((name) => roleWords(i18n.language, name)).join(', ')}
          </Typography>
        </Box>
        <Divider component="li" />
        <LookMenuItems />
        <Divider component="li" />
        {actions.map(({ id, label, icon: Icon, run }) => (
          <MenuItem
            key={id}
            onClick={() => {
              setAnchor(null)
              run()
            }}
          >
            {Icon !== undefined && (
              <ListItemIcon>
                <Icon fontSize="small" />
              </ListItemIcon>
            )}
            {label}
          </MenuItem>
        ))}
      </Menu>
    </>
  )
}

/** @returns at most two letters that stand for a name */
export function initials(name: string): string {
  const parts = name.split(/[\s._-]+/).filter((part) => part !== '')
  const last = parts.length > 1 ? parts.at(-1) : undefined
  return `${parts[0]?.at(0) ?? ''}${last?.at(0) ?? ''}`.toUpperCase()
}
