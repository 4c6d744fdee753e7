import Search from '@mui/icons-material/Search'
import Undo from '@mui/icons-material/Undo'
import Box from '@mui/material/Box'
import Dialog from '@mui/material/Dialog'
import DialogTitle from '@mui/material/DialogTitle'
import InputBase from '@mui/material/InputBase'
import { useEffect, useMemo, useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useNavigate } from 'react-router'
import { seesEntry, type RailGroup } from '../../feature.ts'
import { useRead } from '../../live.ts'
import { recentOf } from '../../state/recent.ts'
import { useMay, useSession } from '../../state/session.tsx'
import { useOfferedActions } from '../action/action-registry.tsx'
import { useOffers } from '../toasts.tsx'
import { visuallyHidden } from '../display/visually-hidden.ts'
import { paletteLines, type PaletteLine } from './palette-lines.ts'
import { PaletteList } from './palette-list.tsx'
import { usePaletteObjects } from './palette-objects.ts'
import { useShellDialog } from './shell-dialogs.tsx'

/** Ctrl/Cmd-K: screens, actions, certificates by name, serial number or fingerprint, and other objects by name. */
export function CommandPalette(props: { readonly rail: readonly RailGroup[] }): ReactElement {
  const dialog = useShellDialog()
  return (
    <Dialog
      open={dialog.shown === 'palette'}
      onClose={() => {
        dialog.show(null)
      }}
      fullWidth
      maxWidth="sm"
      slotProps={{ paper: { sx: { position: 'fixed', top: 72, m: 0 } } }}
    >
      {dialog.shown === 'palette' && (
        <PaletteContent
          rail={props.rail}
          onClose={() => {
            dialog.show(null)
          }}
        />
      )}
    </Dialog>
  )
}

function PaletteContent(props: { readonly rail: readonly RailGroup[]; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation('ui')
  const navigate = useNavigate()
  const { permissions, name } = useSession().operator
  const { pathname } = useLocation()
  const offers = useOffers()
  const onScreen = useOfferedActions()
  const actions = useMemo(
    () => [...offers.map(({ id, label, run }) => ({ id: `offer ${id}`, label, icon: Undo, run })), ...onScreen],
    [offers, onScreen]
  )
  // Where one is already is no place to go.
  const [opened] = useState(() => recentOf(localStorage, name).filter(({ path }) => path !== pathname))
  const [text, setText] = useState('')
  const [asked, setAsked] = useState('')
  const [at, setAt] = useState(0)
  useEffect(() => {
    const timer = setTimeout(() => {
      setAsked(text.trim())
    }, 150)
    return () => {
      clearTimeout(timer)
    }
  }, [text])
  const mayFind = useMay('certificate.read')
  const found = useRead(
    'certificate.find',
    { text: asked, limit: 8 },
    { enabled: mayFind && asked.length >= 2, keepPrevious: true }
  )
  const { objects, busy } = usePaletteObjects(asked)
  const lines = useMemo<readonly PaletteLine[]>(
    () =>
      paletteLines({
        text,
        screens: props.rail
          .flatMap(({ entries }) => entries)
          .filter((entry) => seesEntry(entry, permissions))
          .map(({ path, label, icon }) => ({ path, label: t(label), icon })),
        actions,
        certificates: asked.length >= 2 ? (found.data?.rows ?? []) : [],
        objects,
        recent: opened.map((one) => ({ ...one, kind: t(`palette.${one.group}`) })),
        go: (path) => void navigate(path)
      }),
    [text, asked, props.rail, permissions, actions, found.data, objects, opened, navigate, t]
  )
  const chosen = Math.min(at, Math.max(0, lines.length - 1))
  const run = (line: PaletteLine | undefined): void => {
    if (line === undefined) return
    props.onClose()
    // The dialog gives the focus back first; the action may then take it.
    setTimeout(line.run, 0)
  }
  return (
    <>
      <DialogTitle style={visuallyHidden}>{t('palette.open')}</DialogTitle>
      <Box
        sx={{
          display: 'flex',
          alignItems: 'center',
          gap: 3,
          px: 4,
          height: 56,
          borderBottom: 1,
          borderColor: 'divider'
        }}
      >
        <Search color="action" />
        <InputBase
          autoFocus
          fullWidth
          value={text}
          placeholder={t(mayFind ? 'palette.placeholder' : 'palette.commands')}
          onChange={(event) => {
            setText(event.target.value)
            setAt(0)
          }}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
              event.preventDefault()
              const step = event.key === 'ArrowDown' ? 1 : -1
              setAt((chosen + step + lines.length) % Math.max(1, lines.length))
            } else if (event.key === 'Enter') {
              event.preventDefault()
              run(lines[chosen])
            }
          }}
          slotProps={{
            input: {
              role: 'combobox',
              'aria-label': t('palette.open'),
              'aria-expanded': true,
              'aria-controls': 'palette-list',
              'aria-activedescendant': lines.length === 0 ? undefined : `palette-${chosen}`
            }
          }}
        />
      </Box>
      <PaletteList lines={lines} chosen={chosen} onRun={run} onHover={setAt} busy={busy || found.isFetching} />
    </>
  )
}
