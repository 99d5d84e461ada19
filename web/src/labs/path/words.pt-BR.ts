import type { StationId } from './stations';

export interface StationWords {
  title: string;
  /** What its line to CNNs says. */
  note?: string;
  account: readonly string[];
  sources: string;
  /** Said where no example runs here. */
  none?: string;
}

const stations: Record<StationId, StationWords> = {
  'deep-learning': {
    title: 'Deep learning',
    account: [
      'Aprender com redes de muitas camadas: cada uma trabalha sobre o que a anterior encontrou, e ninguém escreve à mão o que procurar. A retropropagação, que diz a cada peso de cada camada como mudar, ficou conhecida com Rumelhart, Hinton e Williams em 1986.',
      'O nome pegou quando houve dados e placas de vídeo suficientes: em 2012, redes de oito camadas com pesos (AlexNet, uma média de sete) erraram 15,3% das imagens do desafio ImageNet, com cinco palpites por imagem; o segundo lugar, 26,2%.',
    ],
    sources:
      'Rumelhart, Hinton e Williams, Nature 323 (1986) · Krizhevsky, Sutskever e Hinton, NIPS 2012 · LeCun, Bengio e Hinton, Nature 521 (2015)',
  },
  'neural-networks': {
    title: 'Redes neurais',
    account: [
      'Um neurônio artificial multiplica cada entrada por um peso, soma tudo e deixa passar só parte do resultado. McCulloch e Pitts propuseram a conta em 1943; o perceptron de Rosenblatt, em 1958, aprendia os pesos com exemplos.',
      'Um neurônio sozinho só separa o que uma reta separa: nem o “ou exclusivo” ele aprende (Minsky e Papert, 1969). Em camadas, com algo não linear entre elas, separam muito mais. Daqui saem os ramos.',
    ],
    sources:
      'McCulloch e Pitts, Bull. Math. Biophys. 5 (1943) · Rosenblatt, Psychological Review 65 (1958) · Minsky e Papert, Perceptrons (1969)',
  },
  voice: {
    title: 'Detecção de voz',
    note: 'um espectrograma é uma imagem',
    account: [
      'Detectar voz é dizer quando alguém fala; reconhecer é escrever o que disse. Com a CTC, de Graves e colegas (2006), uma rede aprende a transcrever sem que se diga onde cada letra cai no som; Deep Speech (Hannun e colegas, 2014) foi do espectrograma às letras com uma rede só, ajudada por um modelo de linguagem.',
      'O que muitas dessas redes recebem não é a onda crua, e sim o espectrograma: quanto há de cada frequência em cada instante. É uma imagem, e CNNs também a leem (Abdel-Hamid e colegas, 2014).',
    ],
    sources:
      'Graves e outros, ICML 2006 · Hannun e outros, arXiv:1412.5567 · Abdel-Hamid e outros, IEEE/ACM TASLP 22 (2014)',
  },
  game: {
    title: 'Zerar um jogo',
    note: 'a tela é lida por uma CNN',
    account: [
      'A DQN de Mnih e colegas (2013, e na Nature em 2015) aprendeu jogos de Atari só com os pixels da tela e a pontuação; em 29 de 49 jogos fez mais de 75% dos pontos de um testador profissional. Em Montezuma’s Revenge não fez ponto nenhum: fazer pontos nem sempre é zerar.',
      'A regra é a do Q-learning, de Watkins (1989); a rede, uma CNN que dá um valor a cada comando. Em 2016 o AlphaGo, com CNNs e busca em árvore, venceu Lee Sedol por 4 a 1 no go.',
    ],
    sources:
      'Watkins, tese, Cambridge (1989) · Mnih e outros, arXiv:1312.5602 e Nature 518 (2015) · Silver e outros, Nature 529 (2016)',
  },
  vision: {
    title: 'Visão computacional',
    note: 'é para isso que foram feitas',
    account: [
      'Dizer o que há numa imagem. Em 1989, LeCun e colegas treinaram por retropropagação uma rede convolucional que lia dígitos de CEP em envelopes; a LeNet-5, de 1998, foi parte de um sistema que lia milhões de cheques por dia.',
      'Desde a AlexNet (2012), redes convolucionais ganharam o desafio ImageNet todos os anos até o fim dele, em 2017. O detector deste site é da mesma família.',
    ],
    sources:
      'LeCun e outros, Neural Computation 1 (1989) e Proc. IEEE 86 (1998) · Russakovsky e outros, IJCV 115 (2015) · Hu e outros, CVPR 2018',
  },
  generative: {
    title: 'Redes generativas',
    account: [
      'Em vez de responder sobre um exemplo, fazem exemplos novos, parecidos com os que viram: imagens, textos, samples de gêneros musicais. Entre as famílias estão os autoencoders variacionais (Kingma e Welling, 2013), as GANs (Goodfellow e colegas, 2014) e os modelos de difusão (Ho e colegas, 2020).',
      'Para música, a WaveNet (2016) fez som amostra por amostra, e a Jukebox (2020) fez canções dado um gênero e um artista. Nenhuma delas roda nesta página, e música não se faz aqui.',
    ],
    sources:
      'Kingma e Welling, arXiv:1312.6114 · van den Oord e outros, arXiv:1609.03499 · Dhariwal e outros, arXiv:2005.00341 · Ho e outros, arXiv:2006.11239',
  },
  gans: {
    title: 'GANs',
    note: 'o discriminador é uma CNN',
    account: [
      'Duas redes em duelo, propostas por Goodfellow e colegas em 2014. O gerador recebe um vetor de ruído, números sorteados, e faz dele um exemplo falso; o discriminador recebe um exemplo, verdadeiro ou falso, e diz quão verdadeiro parece. Treinam juntas, cada uma contra a outra.',
      'A perda do gerador indica quão bem ele conseguiu enganar o discriminador; a do discriminador, quão bem ele conseguiu identificar os dados reais e os falsos. Em ambas, menos é melhor.',
      'Para imagens, a DCGAN de Radford, Metz e Chintala (2015) fez das duas redes convolucionais.',
    ],
    sources:
      'Goodfellow e outros, NIPS 2014 · Radford, Metz e Chintala, arXiv:1511.06434 (2015), ICLR 2016',
  },
  cnns: {
    title: 'CNNs',
    account: [
      'O discriminador capta uma imagem, dá importância a vários aspectos dela e diz uma porcentagem: é uma rede neural convolucional. Por isso o caminho chega aqui.',
      'Os outros ramos chegam também: a tela do jogo, o espectrograma e a foto são grades de números em que o vizinho importa, e é sobre grades assim que um kernel desliza. O próximo capítulo conta o que é uma CNN.',
    ],
    sources: 'Fukushima, Biol. Cybernetics 36 (1980) · LeCun e outros, Neural Computation 1 (1989)',
  },
};

export const path = {
  title: 'Trajetória até o tema',
  lead: 'De deep learning às CNNs, ramo por ramo. Ande pelo mapa com as setas, ou escolha uma estação.',
  map: 'O mapa do caminho',
  stations,
  step: (number: string, count: string) => `Estação ${number} de ${count}`,
  back: 'Voltar',
  next: 'Seguir',
  stationLabel: (name: string) => `: ${name}`,
  unknown: (asked: string, name: string) =>
    `O endereço pedia a estação “${asked}”, que não existe. Esta é a mais próxima: ${name}.`,
  chapter: 'Seguir para o capítulo 02: O que é uma CNN?',
  example: 'Um exemplo que roda aqui',
  failed: 'O exemplo não carregou',
  opening: 'Abrindo o exemplo…',
  legend: {
    route: 'o caminho da apresentação',
    walked: 'por onde se chegou aqui',
    joins: 'também encontra as CNNs',
  },
};
