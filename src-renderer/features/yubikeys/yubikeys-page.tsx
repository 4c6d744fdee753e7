import Refresh from '@mui/icons-material/Refresh'
import Usb from '@mui/icons-material/UsbOutlined'
import UsbOff from '@mui/icons-material/UsbOffOutlined'
import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import { useMemo, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import { useRead } from '../../live.ts'
import { useActions } from '../../ui/action/action-registry.tsx'
import type { Action } from '../../ui/action/action.ts'
import { EmptyState } from '../../ui/display/empty-state.tsx'
import { ErrorView, failureOf } from '../../ui/display/error-view.tsx'
import { QuietTable } from '../../ui/display/quiet-table.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { Page } from '../../ui/layout/page.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { KeysTabs } from '../../ui/tokens/keys-tabs.tsx'
import { RecordsSection } from './records-section.tsx'
import { problemsOf, yubiKeyState } from './slot-words.ts'

/** YubiKeys that are plugged in, and every key that was made on one. */
export function YubiKeysPage(): ReactElement {
  const { t } = useTranslation('yubikeys')
  const read = useRead('yubikey.list', {})
  const { refetch, isFetching } = read
  const actions = useMemo<readonly Action[]>(
    () => [
      {
        id: 'yubikey.look',
        label: t('lookAgain'),
        icon: Refresh,
        blocked: isFetching ? t('lookAgain') : undefined,
        run: () => void refetch()
      }
    ],
    [t, refetch, isFetching]
  )
  useActions(actions)
  return (
    <Page title={t('ui:tokens.title')} lead={t('lead')} actions={actions}>
      <KeysTabs here="yubikeys" />
      <Box role="tabpanel" aria-labelledby="tab-yubikeys" sx={{ display: 'grid', gap: 4, '& > *': { minWidth: 0 } }}>
        <Plugged read={read} />
        <RecordsSection />
      </Box>
    </Page>
  )
}

function Plugged({ read }: { readonly read: ReturnType<typeof useRead<'yubikey.list'>> }): ReactElement {
  const { t } = useTranslation('yubikeys')
  if (read.error !== null) {
    return failureOf(read.error).code === 'key-unavailable' ? (
      <EmptyState icon={UsbOff} title={t('empty.unreachable')} text={t('empty.unreachableText')} />
    ) : (
      <ErrorView error={read.error} onRetry={() => void read.refetch()} />
    )
  }
  if (read.data === undefined) return <Skeleton variant="rounded" height={160} />
  if (read.data.yubiKeys.length === 0)
    return <EmptyState icon={Usb} title={t('empty.none')} text={t('empty.noneText')} />
  return (
    <Section title={t('ui:tokens.tabs.yubikeys')} flush>
      <QuietTable
        label={t('ui:tokens.tabs.yubikeys')}
        head={[t('column.key'), t('column.state'), t('column.firmware'), t('column.tries')]}
        rows={read.data.yubiKeys.map((one) => ({
          key: one.serial ?? one.reader,
          cells: [
            <Link key="serial" component={RouterLink} to={`/yubikeys/${one.serial}`} sx={{ fontWeight: 600 }}>
              {t('one', { serial: one.serial })}
            </Link>,
            <Box key="state" sx={{ display: 'grid', gap: 1, justifyItems: 'start', maxWidth: 420 }}>
              <StateChip kind="yubiKey" state={yubiKeyState(one)} />
              {problemsOf(one).map((problem) => (
                <Typography key={problem} variant="caption" color="textSecondary">
                  {t(`problem.${problem}`)}
                </Typography>
              ))}
            </Box>,
            one.firmware,
            one.pin.left ?? '–'
          ]
        }))}
      />
    </Section>
  )
}
