import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Skeleton from '@mui/material/Skeleton'
import Tooltip from '@mui/material/Tooltip'
import Typography from '@mui/material/Typography'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { isKeyAlgorithmId, keyAlgorithms } from '../../../src-shared/model/algorithm.ts'
import type { TokenKeyView, TokenView } from '../../../src-shared/model/token.ts'
import { useCommand, useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { ConfirmDialog } from '../../ui/dialog/confirm-dialog.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { LinkFor } from '../../ui/display/link-for.tsx'
import { Mono } from '../../ui/display/mono.tsx'
import { QuietTable } from '../../ui/display/quiet-table.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { LastingWarning } from '../../ui/tokens/lasting-warning.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { warningKind } from './key-warning.ts'

/** The private keys on a token, what is known of each, and which authority relies on it. */
export function KeysSection({ token }: { readonly token: TokenView }): ReactElement {
  const { t } = useTranslation('tokens')
  const isOpen = token.state === 'unlocked'
  const read = useRead('token.keys', { token: token.address }, { enabled: useMay('token.use') && isOpen })
  const authorities = useRead('authority.list', {}, { enabled: useMay('authority.read') })
  const [doomed, setDoomed] = useState<TokenKeyView | null>(null)
  const mayDestroy = useMay('authority.destroy')
  const idOf = (name: string): number | undefined =>
    authorities.data?.authorities.find((authority) => authority.name === name)?.id
  const keys = read.data?.keys
  return (
    <Section title={t('keys.title')} flush={isOpen && keys !== undefined && keys.length > 0}>
      {!isOpen ? (
        <Typography color="textSecondary">{t('hiddenKeys')}</Typography>
      ) : keys === undefined ? (
        read.error === null ? (
          <Skeleton variant="rounded" height={96} />
        ) : (
          <ErrorView error={read.error} onRetry={() => void read.refetch()} />
        )
      ) : keys.length === 0 ? (
        <Typography color="textSecondary">{t('keys.none')}</Typography>
      ) : (
        <QuietTable
          label={t('keys.title')}
          head={[t('column.key'), t('column.algorithm'), t('column.protection'), t('column.authorities'), '']}
          rows={keys.map((key) => {
            const id = key.authority === null ? undefined : idOf(key.authority)
            return {
              key: key.id === '' ? key.label : key.id,
              cells: [
                <Box key="key">
                  <Typography variant="body2" sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
                    {key.label}
                  </Typography>
                  <Mono value={key.id} short={16} copy={false} />
                </Box>,
                key.algorithm === null
                  ? t('keys.foreign')
                  : isKeyAlgorithmId(key.algorithm)
                    ? keyAlgorithms[key.algorithm].label
                    : key.algorithm,
                <Protection key="protection" of={key} />,
                key.authority === null ? (
                  t('noAuthorities')
                ) : id === undefined ? (
                  key.authority
                ) : (
                  <LinkFor key="authority" may="authority.read" to={`/authorities/${id}`}>
                    {key.authority}
                  </LinkFor>
                ),
                mayDestroy && (
                  <DestroyButton
                    key="destroy"
                    of={key}
                    onClick={() => {
                      setDoomed(key)
                    }}
                  />
                )
              ]
            }
          })}
        />
      )}
      {doomed !== null && (
        <DestroyDialog
          token={token}
          of={doomed}
          onClose={() => {
            setDoomed(null)
          }}
        />
      )}
    </Section>
  )
}

function Protection({ of: key }: { readonly of: TokenKeyView }): ReactElement {
  const { t } = useTranslation('tokens')
  const warning = warningKind(key)
  const facts = [
    ...(key.madeOnToken === true ? [t('keys.made')] : []),
    ...(key.sensitive === true && key.extractable === false ? [t('keys.secret')] : []),
    ...(key.alwaysAuthenticate === true ? [t('keys.always')] : [])
  ]
  return (
    <Box sx={{ display: 'grid', gap: 1, maxWidth: 340 }}>
      {facts.length > 0 && <Typography variant="body2">{facts.join(', ')}</Typography>}
      {warning !== null && <LastingWarning kind={warning} />}
    </Box>
  )
}

function DestroyButton(props: { readonly of: TokenKeyView; readonly onClick: () => void }): ReactElement {
  const { t } = useTranslation('tokens')
  const { authority, label } = props.of
  return (
    <Tooltip title={authority === null ? '' : t('blocked.inUse', { name: authority })} describeChild>
      <span>
        <Button
          size="small"
          color="error"
          disabled={authority !== null}
          aria-label={`${t('action.destroy')}: ${label}`}
          onClick={props.onClick}
        >
          {t('action.destroy')}
        </Button>
      </span>
    </Tooltip>
  )
}

function DestroyDialog(props: {
  readonly token: TokenView
  readonly of: TokenKeyView
  readonly onClose: () => void
}): ReactElement {
  const { t } = useTranslation('tokens')
  const toast = useToast()
  const destroy = useCommand('token.destroy-key')
  const { id, label } = props.of
  return (
    <ConfirmDialog
      open
      danger
      title={t('destroy.title', { label })}
      consequence={t('destroy.consequence')}
      confirmLabel={t('action.destroy')}
      typeName={label}
      busy={destroy.isPending}
      operation="token.destroy-key"
      error={destroy.error}
      onClose={props.onClose}
      onConfirm={() => {
        destroy.mutate(
          { token: props.token.address, key: id === '' ? label : id, confirmLabel: label },
          {
            onSuccess: () => {
              toast({ tone: 'success', text: t('destroy.done', { label }) })
              props.onClose()
            }
          }
        )
      }}
    />
  )
}
