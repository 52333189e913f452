import { expect, test } from '../../fixture';
import { countPins, pinsSeen } from '../../pins';
import { byProfession, day, letsSee, type Person } from '../../people';

const DRAFTS = {
  works: 'Ali sover, når vi læser højt',
  wish: 'At han har en ven med hjem',
  worry: 'Han græder om søndagen',
  because: 'Han går alene i frikvarteret',
};

test('three people hold a dialogue from the invitation to the next dialogue', async ({ person }) => {
  test.setTimeout(150_000);
  const [mette, amina, bodil] = await Promise.all([
    person('Mette', 'tablet'),
    person('Amina', 'phone'),
    person('Bodil', 'phone'),
  ]);
  const everyone = [mette, amina, bodil];
  const all = (see: (who: Person) => Promise<unknown>) => Promise.all(everyone.map(see));
  const together = (heading: string) => all((who) => expect(who.title(heading)).toBeVisible());

  await test.step('the teacher makes the place in under a minute', async () => {
    const before = Date.now();
    await mette.page.goto('/');
    await mette.tap(mette.link('Lav et sted til en familie'));
    await mette.write(mette.field('Hvem handler det om?'), 'Ali');
    await mette.page.getByLabel('Barnets fødselsår').fill(String(new Date().getFullYear() - 8));
    await mette.write(mette.field('Hvad skal stedet hedde?'), 'Familien Yildiz');
    await mette.write(mette.field('Hvad hedder du?'), 'Mette');
    await mette.tap(mette.choice(/^Fagperson/));
    await mette.write(mette.field('Hvem er du for barnet?'), 'lærer');
    await mette.tap(mette.button('Lav stedet'));
    // She is there by profession: first she sets up what she comes in with.
    await expect(mette.page.getByText('Før du ser noget hos familien')).toBeVisible();
    await byProfession(mette);
    await mette.page.goto('/');
    await mette.alive(() => mette.tap(mette.link('Familien Yildiz')));
    await expect(mette.heading('Hej Mette')).toBeVisible();
    expect(Date.now() - before).toBeLessThan(60_000);
  });

  const invitation = async (role: string, kind: string, before = '') => {
    await mette.page.getByLabel('Hvem skal med?').selectOption(role);
    await mette.tap(mette.button(kind));
    const link = mette.link(/\/join\//);
    await expect(link).not.toHaveAttribute('href', before);
    await expect(mette.page.getByRole('img', { name: 'Stregkode med linket' }).locator('svg')).toBeVisible();
    const code = await mette.page.getByRole('img', { name: /^([A-Z] ){5}[A-Z]$/ }).getAttribute('aria-label');
    return { link: (await link.getAttribute('href'))!, code: code!.replaceAll(' ', '') };
  };

  await test.step('the mother comes in with six letters, her name and her language', async () => {
    await mette.tap(mette.link('Inviter kredsen'));
    const { code } = await invitation('En forælder', 'Én person, gælder en uge');
    await amina.page.goto('/');
    await amina.write(amina.field('Har du en kode?'), code.toLowerCase());
    await amina.tap(amina.button('Kom ind'));
    await expect(amina.heading('Velkommen til Familien Yildiz')).toBeVisible();
    await amina.write(amina.field('Hvad hedder du?'), 'Amina');
    await amina.write(amina.field('Hvem er du for barnet?'), 'mor');
    await amina.page.getByLabel('Sprog').selectOption('Dansk');
    await amina.alive(() => amina.tap(amina.button('Kom ind')));
    await expect(amina.heading('Hej Amina')).toBeVisible();
  });

  await test.step('the grandmother follows the link of the table', async () => {
    const before = (await mette.link(/\/join\//).getAttribute('href'))!;
    const { link } = await invitation('Familie, ven eller nabo', 'Op til 20 ved bordet, i to timer', before);
    await bodil.page.goto(link);
    await bodil.write(bodil.field('Hvad hedder du?'), 'Bodil');
    await bodil.write(bodil.field('Hvem er du for barnet?'), 'farmor');
    await bodil.alive(() => bodil.tap(bodil.button('Kom ind')));
    await expect(bodil.heading('Hej Bodil')).toBeVisible();
    // On the teacher's screen both have come in, without a reload.
    const circle = mette.page.getByRole('listitem');
    await expect(circle.filter({ hasText: 'Amina' }).filter({ hasText: 'mor' })).toBeVisible();
    await expect(circle.filter({ hasText: 'Bodil' }).filter({ hasText: 'farmor' })).toBeVisible();
  });

  await test.step('the mother lets the others see what they work on together', async () => {
    await expect(amina.text('Mette og Bodil kan ikke se noget endnu. Vælg, hvad I vil dele.')).toBeVisible();
    await amina.tap(amina.link('Vælg, hvem der ser hvad'));
    for (const who of ['Mette', 'Bodil']) await letsSee(amina, who);
    await amina.tap(amina.place('Hjem'));
    await expect(amina.text('kan ikke se noget endnu')).toHaveCount(0);
  });

  await test.step('the teacher sets a time, and all see it', async () => {
    await mette.tap(mette.place('Dialog'));
    await mette.page.getByLabel('Dato').fill(day(0));
    await mette.page.getByLabel('Klokken').fill('15:00');
    await mette.write(mette.field('Sted'), 'Hjemme hos Amina');
    await mette.tap(mette.button('Sæt tiden'));
    await expect(mette.heading('Næste dialog')).toBeVisible();
    await expect(amina.heading('Næste dialog')).toBeVisible();
    await expect(amina.text('Om Ali · Hjemme hos Amina')).toBeVisible();
  });

  await test.step('the mother prepares, and nobody else sees anything of it', async () => {
    await amina.tap(amina.link('Forbered dig'));
    const answer = async (question: string, field: string, words: string) => {
      await expect(amina.heading(question)).toBeVisible();
      await amina.write(amina.field(field), words);
      await amina.tap(amina.button('Videre'));
    };
    await answer('Hvad virker allerede for Ali?', 'Noget, der virker', DRAFTS.works);
    await answer('Hvad ønsker du for Ali?', 'Et ønske', DRAFTS.wish);
    await answer('Er der noget, der fylder for dig?', 'En bekymring', DRAFTS.worry);
    await expect(amina.heading('Hvordan går det for Ali lige nu?')).toBeVisible();
    await amina.tap(amina.choice('I skolen'));
    await amina.tap(amina.position(2));
    await amina.write(amina.field('Hvad ser du, der gør det til 2?'), DRAFTS.because);
    await amina.tap(amina.button('Læg min placering'));
    await expect(amina.text('Kun du ser den.')).toBeVisible();
    await amina.tap(amina.button('Videre'));
    await expect(amina.heading('Det har du forberedt')).toBeVisible();
    await expect(amina.text(DRAFTS.worry)).toBeVisible();
    await expect(amina.text('I skolen: 2, i mistrivsel')).toBeVisible();
    await expect(amina.text('Gemt', { exact: true })).toBeVisible();

    const hers = await amina.everythingEver();
    for (const words of Object.values(DRAFTS)) expect(hers).toContain(words);
    for (const other of [mette, bodil]) {
      const { family } = await other.copy();
      expect(family.talk.cards).toEqual({});
      expect(family.ruler.placements).toEqual({});
      const theirs = await other.everythingEver();
      for (const words of Object.values(DRAFTS)) expect(theirs).not.toContain(words);
    }
  });

  await test.step('the dialogue begins, and all come along', async () => {
    await mette.tap(mette.link('Begynd'));
    await amina.tap(amina.link('Dialogen er i gang. Du kan gå ind nu.'));
    await expect(bodil.heading('Dialogen er i gang')).toBeVisible();
    await bodil.tap(bodil.link('Gå ind'));
    await together('Hvordan har du det lige nu?');
    await all(async (who) => {
      const here = who.page.getByRole('list', { name: 'Her er nu' }).getByRole('listitem');
      await expect(here).toHaveCount(3);
    });
  });

  const go = async (to: string, heading: string) => {
    await mette.tap(mette.button(`Videre: ${to}`));
    await together(heading);
  };

  await test.step('check-in: a face, or pass', async () => {
    const checkIn = async (who: Person, what: string) => {
      await who.tap(who.choice(what));
      await who.tap(who.button('Tjek ind'));
    };
    await checkIn(amina, 'træt');
    await checkIn(bodil, 'Jeg melder pas');
    await checkIn(mette, 'godt');
    await all(async (who) => {
      await expect(who.heading('Tjekket ind')).toBeVisible();
      const came = who.page.locator('section').filter({ has: who.heading('Tjekket ind') }).getByRole('listitem');
      await expect(came).toHaveText([/Mette\s*godt/, /Amina\s*træt/, /Bodil\s*melder pas/]);
    });
  });

  await test.step('the first dialogue has no old balls', async () => {
    await go('Siden sidst', 'Hvad er der sket siden sidst?');
    await all((who) => expect(who.heading('Det er jeres første dialog')).toBeVisible());
  });

  await test.step('what works: several write at once, and the mother shares what she chooses', async () => {
    await go('Det, der virker', 'Hvad virker allerede for Ali?');
    await expect(amina.heading('Det, du har forberedt')).toBeVisible();
    for (const other of [mette, bodil]) await expect(other.heading('Det, du har forberedt')).toBeHidden();
    const lay = async (who: Person, words: string) => {
      await who.write(who.field('Noget, der virker'), words);
      await who.tap(who.button('Læg kortet frem'));
    };
    const draft = amina.page.getByRole('listitem').filter({ hasText: DRAFTS.works });
    await Promise.all([
      lay(mette, 'Han rækker hånden op i matematik'),
      lay(bodil, 'Vi bager sammen om fredagen'),
      amina.tap(draft.getByRole('button', { name: 'Del', exact: true })),
    ]);
    await all(async (who) => {
      const column = who.page.getByRole('region', { name: 'Det, der virker' });
      for (const words of ['Han rækker hånden op i matematik', 'Vi bager sammen om fredagen', DRAFTS.works]) {
        await expect(column.getByText(words)).toBeVisible();
      }
    });
    const theirs = await mette.everythingEver();
    expect(theirs).not.toContain(DRAFTS.worry);
    expect(theirs).not.toContain(DRAFTS.wish);
  });

  await test.step('the ruler: each lays unseen, and all are shown at once', async () => {
    await go('Lineal', 'Hvordan går det for Ali lige nu?');
    await mette.tap(mette.button('I skolen'));
    await all((who) => expect(who.heading('Ali i skolen')).toBeVisible());
    await Promise.all(everyone.map((who) => countPins(who.page)));

    // What she laid at home fills her form.
    await expect(amina.text('Det her lagde du, før I mødtes. Ret det, hvis du vil.')).toBeVisible();
    await expect(amina.field('Hvad ser du, der gør det til 2?')).toHaveValue(DRAFTS.because);
    await amina.tap(amina.button('Læg min placering'));
    await bodil.tap(bodil.position(4));
    await bodil.write(bodil.field('Hvad ser du, der gør det til 4?'), 'Han ler med sin fætter');
    await bodil.tap(bodil.button('Læg min placering'));

    const laid = (who: Person) => who.page.getByRole('status').filter({ hasText: 'Har lagt' }).getByRole('listitem');
    await all((who) => expect(laid(who)).toHaveText(['Amina', 'Bodil']));
    for (const [who, secrets] of [
      [mette, [DRAFTS.because, 'Han ler med sin fætter']],
      [bodil, [DRAFTS.because]],
      [amina, ['Han ler med sin fætter']],
    ] as const) {
      const { family, me } = await who.copy();
      for (const placement of Object.values(family.ruler.placements)) expect(placement.by).toBe(me);
      const theirs = await who.everythingEver();
      for (const words of secrets) expect(theirs).not.toContain(words);
    }

    await mette.tap(mette.fold('Læg din egen'));
    await mette.tap(mette.position(3));
    await mette.tap(mette.button('Læg min placering'));
    await all((who) => expect(laid(who)).toHaveCount(3));
    await expect(mette.text(/har ikke lagt endnu/)).toBeHidden();
    await mette.tap(mette.button('Vis alle på én gang'));
    await all(async (who) => {
      const at = (level: string) => who.page.getByRole('list', { name: level, exact: true }).getByRole('listitem');
      await expect(at('2 i mistrivsel')).toHaveText(['Amina']);
      await expect(at('3 udsat')).toHaveText(['Mette']);
      await expect(at('4 opmærksomhed')).toHaveText(['Bodil']);
      await expect(who.text('Hvad ser I hver især, som de andre måske ikke ser?')).toBeVisible();
      await expect(who.text('Han ler med sin fætter')).toBeVisible();
      expect(await pinsSeen(who.page), `${who.name} saw all pins come at once`).toEqual([3]);
    });
  });

  await test.step('one step up', async () => {
    await go('Ét trin op', 'Hvad ville I se, hvis det lå ét trin højere?');
    await bodil.write(bodil.field('Det ville vi se'), 'At han fløjter på vej hjem');
    await bodil.write(bodil.field('Hvem ser det først?'), 'farmor');
    await bodil.tap(bodil.button('Læg kortet frem'));
    await all((who) => expect(who.text('At han fløjter på vej hjem')).toBeVisible());
  });

  await test.step('a dream', async () => {
    await go('Drøm', 'Hvad drømmer I om?');
    await amina.tap(amina.button('Læg den første drøm'));
    await amina.write(amina.field('Hvad er drømmen?'), 'At spille på et rigtigt hold');
    await amina.tap(amina.button('Læg drømmen på kortet'));
    await all((who) => expect(who.button(/^At spille på et rigtigt hold/)).toBeVisible());
  });

  await test.step('a goal and a step; the ball is taken on the grandmother’s own screen', async () => {
    await go('Mål og skridt', 'Hvad vil I prøve, og hvem tager bolden?');
    await mette.write(mette.field('Hvad skal blive bedre?'), 'Ali har nogen at lege med');
    await mette.write(mette.field('Hvordan ser I, at det er på vej?'), 'Han nævner et navn derhjemme');
    await mette.tap(mette.button('Sæt målet'));
    await all((who) => expect(who.heading('Ali har nogen at lege med')).toBeVisible());
    const ask = async (what: string, whom: string) => {
      const goal = mette.page.getByRole('article').filter({ hasText: 'Ali har nogen at lege med' });
      await mette.write(goal.getByRole('textbox', { name: 'Hvad skal der ske?' }), what);
      await goal.getByLabel('Hvem spørger vi?').selectOption(whom);
      await mette.tap(goal.getByRole('button', { name: 'Spørg om bolden' }));
      await all((who) => expect(who.text(what).first()).toBeVisible());
    };
    await mette.tap(mette.fold('Tilføj et skridt'));
    await ask('Invitere Jonas på boller', 'Bodil');
    await ask('Tale med klubben', 'Amina');

    const offered = (who: Person) => who.page.getByRole('status').filter({ has: who.heading('Vil du tage denne bold?') });
    await expect(mette.button('Den tager jeg')).toHaveCount(0);
    await expect(offered(amina)).toContainText('Tale med klubben');
    await expect(offered(amina)).not.toContainText('Invitere Jonas på boller');
    await expect(offered(bodil)).toContainText('Invitere Jonas på boller');
    await bodil.tap(offered(bodil).getByRole('button', { name: 'Den tager jeg' }));
    await amina.tap(offered(amina).getByRole('button', { name: 'Den tager jeg' }));
    await expect(offered(bodil)).toBeHidden();
    await all((who) => expect(who.text('er spurgt')).toHaveCount(0));
  });

  await test.step('read-back: only the family can say yes', async () => {
    await go('Opsamling', 'Er det sådan, I vil have det?');
    await all((who) => expect(who.text('Amina kan sige ja for familien. I andre lytter med.')).toBeVisible());
    const yes = (who: Person) => who.button('Ja, det er vi enige om');
    await expect(yes(amina)).toHaveCount(3);
    await expect(yes(mette)).toHaveCount(0);
    await expect(yes(bodil)).toHaveCount(0);
    for (const left of [2, 1, 0]) {
      await amina.tap(yes(amina).first());
      await expect(yes(amina)).toHaveCount(left);
    }
    await all((who) => expect(who.text('Amina har sagt ja.')).toHaveCount(3));
  });

  await test.step('was it useful, and the end', async () => {
    await go('Nyttigt?', 'Var det her nyttigt for dig?');
    const useful = async (who: Person, score: RegExp, next: string) => {
      await who.tap(who.choice(score));
      if (next) await who.write(who.field('Hvad ville gøre den næste bedre?'), next);
      await who.tap(who.button('Send mit svar'));
      await expect(who.text('Tak. Dit svar er med.')).toBeVisible();
    };
    await Promise.all([useful(amina, /^5/, 'En pause midtvejs'), useful(bodil, /^4/, ''), useful(mette, /^4/, '')]);
    await all((who) => expect(who.text('En pause midtvejs').first()).toBeVisible());
    await mette.tap(mette.button('Slut dialogen'));
    await mette.tap(mette.button('Ja, slut nu'));
    await together('Tak for i dag');
  });

  await test.step('the minutes are written, and the same for all', async () => {
    await all((who) => who.tap(who.link('Referat')));
    await together('Referat: dialog om Ali');
    const [hers, ...others] = await all((who) => who.page.getByRole('article').innerText());
    for (const words of [
      'Mette, Amina og Bodil',
      'Bodil: melder pas',
      'Vi bager sammen om fredagen',
      DRAFTS.works,
      '4 opmærksomhed',
      'At han fløjter på vej hjem',
      'At spille på et rigtigt hold',
      'Mål: Ali har nogen at lege med',
      'Bodil har bolden',
      'Ja fra Amina',
      'En pause midtvejs',
    ]) {
      expect(hers).toContain(words);
    }
    expect(hers).not.toContain(DRAFTS.worry);
    for (const other of others) expect(other).toBe(hers);
  });

  await test.step('everyone has the same plan, and their own balls on top', async () => {
    await all((who) => who.tap(who.place('Plan')));
    await together('Det, vi har aftalt');
    await all(async (who) => {
      const goal = who.page.getByRole('article').filter({ has: who.heading('Ali har nogen at lege med') });
      await expect(goal.getByText('Aftalt', { exact: true })).toBeVisible();
      await expect(goal.getByText('Invitere Jonas på boller', { exact: true })).toBeVisible();
      await expect(goal.getByText('Tale med klubben', { exact: true })).toBeVisible();
    });
    await all((who) => who.tap(who.place('Hjem')));
    await expect(bodil.heading('Det, du har bolden på')).toBeVisible();
    await expect(bodil.text('Invitere Jonas på boller', { exact: true })).toBeVisible();
    await expect(bodil.text('Tale med klubben')).toHaveCount(0);
    await expect(mette.heading('Det, du har bolden på')).toHaveCount(0);
  });

  await test.step('the grandmother ticks her step; the mother hands hers back with a reason', async () => {
    await mette.tap(mette.place('Plan'));
    await bodil.tap(bodil.button('Gjort: Invitere Jonas på boller'));
    await expect(mette.text('Bodil · gjort i dag')).toBeVisible();
    await amina.tap(amina.fold('Mere'));
    await amina.write(amina.field('Hvad skal de andre vide?'), 'Klubben svarer ikke');
    await amina.tap(amina.button('Giv bolden tilbage'));
    await expect(mette.text('Amina gav bolden tilbage: Klubben svarer ikke')).toBeVisible();
    await mette.tap(mette.place('Hjem'));
    await expect(mette.heading('Bolde, som ingen har')).toBeVisible();
  });

  await test.step('a pulse on the ruler shows on the curve', async () => {
    await mette.tap(mette.link(/^Hvordan går det for Ali\?/));
    await mette.tap(mette.fold('Vis som tabel'));
    const row = (who: string, how: string) => mette.page.getByRole('row').filter({ hasText: who }).filter({ hasText: how });
    await expect(row('Amina', '2 i mistrivsel')).toBeVisible();
    await amina.tap(amina.place('Hjem'));
    await amina.tap(amina.link(/^Hvordan går det for Ali\?/));
    await amina.tap(amina.position(3));
    await amina.tap(amina.choice(/^Kredsen/));
    await amina.tap(amina.button('Læg min placering'));
    await expect(amina.text('Kredsen kan se den.')).toBeVisible();
    await expect(row('Amina', '3 udsat')).toBeVisible();
  });

  await test.step('the next dialogue begins with the old balls', async () => {
    await mette.tap(mette.place('Dialog'));
    await mette.page.getByLabel('Dato').fill(day(7));
    await mette.page.getByLabel('Klokken').fill('15:00');
    await mette.tap(mette.button('Sæt tiden'));
    await mette.tap(mette.link('Begynd'));
    await amina.tap(amina.place('Hjem'));
    await bodil.tap(bodil.place('Hjem'));
    await Promise.all([amina, bodil].map((who) => who.tap(who.link('Gå ind'))));
    await together('Hvordan har du det lige nu?');
    await go('Siden sidst', 'Hvad er der sket siden sidst?');
    await all(async (who) => {
      await expect(who.text('Bodil · gjort i dag')).toBeVisible();
      await expect(who.text('Amina gav bolden tilbage: Klubben svarer ikke')).toBeVisible();
      await expect(who.link('Referatet fra sidst')).toBeVisible();
    });
  });
});
