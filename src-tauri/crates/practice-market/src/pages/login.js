// Trades name and password for a token, as the market's own page does.
const form = document.getElementById('login')
const error = document.getElementById('error')
const submit = document.getElementById('submit')

function refuse(words) {
  error.textContent = words
  error.hidden = false
  form.elements.password.select()
}

async function logIn() {
  const body = JSON.stringify({
    strategy: 'local',
    username: form.elements.username.value,
    password: form.elements.password.value,
  })
  const headers = { 'content-type': 'application/json' }
  const response = await fetch('/security/session', { method: 'POST', headers, body })
  if (!response.ok) return refuse(error.dataset.refused)
  const { accessToken } = await response.json()
  localStorage.setItem('pd2-token', accessToken)
  // In the same language.
  location.assign(`/${location.search}`)
}

form.addEventListener('submit', async (event) => {
  event.preventDefault()
  submit.disabled = true
  error.hidden = true
  try {
    await logIn()
  } catch {
    refuse(error.dataset.silent)
  } finally {
    submit.disabled = false
  }
})
