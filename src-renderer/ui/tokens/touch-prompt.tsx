import TouchApp from '@mui/icons-material/TouchAppOutlined'
import Box from '@mui/material/Box'
import LinearProgress from '@mui/material/LinearProgress'
import Paper from '@mui/material/Paper'
import Typography from '@mui/material/Typography'
import { useCallback, useEffect, useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { EngineEvents } from '../../../src-shared/events.ts'
import type { TokenView } from '../../../src-shared/model/token.ts'
import { touchSeconds } from '../../../src-shared/model/yubikey.ts'
import { useEngineEvent, useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { tokenName } from './token-words.ts'

/** Milliseconds after which a signature that is not there yet is said to wait: the engine tells of it then. */
const toldAfter = 1000

/** "Touch your key now", over whatever is on screen, while a key waits for a finger. It blocks nothing. */
export function TouchPrompt(): ReactElement | null {
  const { t } = useTranslation('ui')
  const [touch, setTouch] = useState<EngineEvents['yubikey.touch'] | null>(null)
  const listener = useCallback((told: EngineEvents['yubikey.touch']) => {
    setTouch(told.waiting ? told : null)
  }, [])
  useEngineEvent('yubikey.touch', listener)
  const read = useRead('token.list', {}, { enabled: useMay('token.read') })
  const waiting = read.data?.tokens.filter((token) => token.waiting) ?? []
  if (touch === null && waiting.length === 0) return null
  return (
    <Box
      role="alert"
      sx={{
        position: 'fixed',
        top: 68,
        left: '50%',
        transform: 'translateX(-50%)',
        zIndex: 'snackbar',
        display: 'grid',
        gap: 2,
        width: 'min(520px, calc(100vw - 48px))'
      }}
    >
      {touch !== null && (
        <Waiting key={`${touch.serial} ${touch.slot}`} ago={0} limit={touchSeconds}>
          <Typography variant="body2">
            {t('tokens.touch.yubikey', { serial: touch.serial, slot: touch.slot })}
          </Typography>
        </Waiting>
      )}
      {waiting.map((token) => (
        <Waiting key={token.address} ago={toldAfter} limit={isYubiKey(token) ? touchSeconds : null}>
          <TokenWaits token={token} />
        </Waiting>
      ))}
    </Box>
  )
}

function TokenWaits({ token }: { readonly token: TokenView }): ReactElement {
  const { t } = useTranslation('ui')
  return (
    <>
      <Typography variant="body2">{t('tokens.touch.token', { name: tokenName(t, token) })}</Typography>
      {token.authorities.length > 0 && (
        <Typography variant="body2">{t('tokens.touch.for', { names: token.authorities.join(', ') })}</Typography>
      )}
      {token.queued > 1 && (
        <Typography variant="caption" color="textSecondary">
          {t('tokens.touch.queued', { count: token.queued - 1 })}
        </Typography>
      )}
    </>
  )
}

/** @param props.ago milliseconds since it began, when it is first shown; `props.limit` seconds after which the key gives up */
function Waiting(props: {
  readonly ago: number
  readonly limit: number | null
  readonly children: ReactElement
}): ReactElement {
  const { t } = useTranslation('ui')
  const { ago, limit } = props
  const [passed, setPassed] = useState(ago)
  useEffect(() => {
    const begin = performance.now() - ago
    const timer = setInterval(() => {
      setPassed(performance.now() - begin)
    }, 500)
    return () => {
      clearInterval(timer)
    }
  }, [ago])
  const left = limit === null ? null : Math.max(0, Math.ceil(limit - passed / 1000))
  return (
    <Paper
      elevation={8}
      sx={{ p: 4, display: 'flex', gap: 3, border: 2, borderColor: 'primary.main', bgcolor: 'background.paper' }}
    >
      <TouchApp color="primary" sx={{ fontSize: 32 }} aria-hidden />
      <Box sx={{ flex: 1, minWidth: 0, display: 'grid', gap: 1 }}>
        <Typography variant="h4" component="p">
          {t('tokens.touch.title')}
        </Typography>
        {props.children}
        {left !== null && limit !== null && (
          // Said once; a screen reader is not told of every second.
          <Box aria-hidden>
            <LinearProgress variant="determinate" value={(100 * left) / limit} sx={{ mt: 1 }} />
            <Typography variant="caption" color="textSecondary">
              {left === 0 ? t('tokens.touch.over') : t('tokens.touch.left', { seconds: left })}
            </Typography>
          </Box>
        )}
      </Box>
    </Paper>
  )
}

function isYubiKey({ manufacturer }: TokenView): boolean {
  return /yubico/i.test(manufacturer)
}
